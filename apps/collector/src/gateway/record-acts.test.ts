import { randomBytes } from "node:crypto";
import { COMMAND_TYP, createId, type GatewayAct } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actsOf } from "../../test/acts.ts";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

describe("[AUD1] what operators did at the gateway", () => {
  test("is in the tenant's log, once, however often it is told", async () => {
    const made = act({ action: "agent.made", subject: "agt_anna" });
    const both = [made, act({ action: "key.revoked", subject: "api-key:crm" })];
    expect(await tell([made])).toMatchObject({ status: 200 });
    const again = await Promise.all([tell(both), tell(both), tell(both)]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    const about = { actor: "gateway", purpose: "administration", result: "done" };
    const reference = `gateway@${made.at}`;
    expect(await acts("demo")).toEqual([
      { ...about, action: "gateway.agent.made", subject: "agt_anna", reference },
      { ...about, action: "gateway.key.revoked", subject: "api-key:crm", reference },
    ]);
  });

  test("what was read there is in it by who read, on the gateway's word", async () => {
    const detail = `conversations:2/messages:9/bytes:812/sha256:${"0a".repeat(32)}`;
    const export_ = { action: "export.completed", subject: "exp_1", detail } as const;
    const told = [
      act({ ...export_, by: "api-key:crm" }),
      act({ action: "transcript.read", subject: "cnv_1", by: "agent:agt_anna", detail: "own" }),
      act({ action: "transcript.read", subject: "cnv_2", by: "agent:agt_carla" }),
    ];
    expect(await tell(told)).toMatchObject({ status: 200 });
    const about = { purpose: "transcript", result: "done" };
    expect((await actsOf(at.collector.database, "demo")).slice(-3)).toMatchObject([
      { ...about, actor: "gateway/api-key:crm", action: "gateway.export.completed", field: detail },
      { ...about, actor: "gateway/agent:agt_anna", subject: "cnv_1", field: "own" },
      { ...about, actor: "gateway/agent:agt_carla", subject: "cnv_2", field: null },
    ]);
  });

  test("to a tenant that is not known here is in the collector's own log", async () => {
    const tenant = act({ log: "nobody", action: "tenant.made", subject: "nobody" });
    const witness = act({ log: "_collector", action: "witness.accepted", subject: "_collector" });
    expect(await tell([tenant, witness])).toMatchObject({ status: 200 });
    expect(await acts("nobody")).toEqual([]);
    expect(await acts("_collector")).toMatchObject([
      { action: "gateway.tenant.made", subject: "nobody/nobody" },
      { action: "gateway.witness.accepted", subject: "_collector" },
    ]);
  });

  test("[8] says nothing but words of a list and ids, in the name of the gateway, and not without end", async () => {
    const malformed = { status: 400, body: { code: "malformed" } };
    expect(await tell([act({ subject: "card 4111 1111 1111 1111" })])).toMatchObject(malformed);
    const fields = { ...act({}), actor: "operator" };
    expect(await send({ command: "record", acts: [fields] })).toMatchObject(malformed);
    expect(await tell([act({ by: "agent:agt_anna", detail: "what was said" })])).toMatchObject(
      malformed,
    );
    const read = { ...act({}), action: "read" };
    expect(await send({ command: "record", acts: [read] })).toMatchObject(malformed);
    expect(await tell(Array.from({ length: 101 }, () => act({})))).toMatchObject(malformed);
    expect(await at.command({ command: "record", acts: [act({})] })).toMatchObject(malformed);
    const answers = await Promise.all(Array.from({ length: 30 }, () => tell([act({})])));
    expect(answers.at(-1)).toMatchObject({ status: 429 });
  });
});

function act(more: Partial<GatewayAct>): GatewayAct {
  const id = createId("act", randomBytes(16));
  return { id, log: "demo", at: 1_700_000_000_000, action: "agent.made", subject: "a", ...more };
}

function tell(told: readonly GatewayAct[]) {
  return send({ command: "record", acts: told });
}

async function send(claims: Record<string, unknown>) {
  const headers = { "content-type": "application/jose" };
  return await at.send("/v1/acts", await at.sign(COMMAND_TYP, claims, 60), headers);
}

async function acts(log: string) {
  const all = await actsOf(at.collector.database, log);
  const told = all.filter(({ action }) => action.startsWith("gateway."));
  return told.map(({ actor, action, subject, purpose, reference, result }) => {
    return { actor, action, subject, purpose, reference, result };
  });
}
