import { randomBytes } from "node:crypto";
import { createId, TICKET_TYP } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actsOf } from "../../test/acts.ts";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";

/** The gateway's signing key in wrong hands: whoever has it can do what the gateway can, and no more. */
let at: TestCollector;
let stored = { capture: "", token: "" };
beforeAll(async () => {
  at = await startTestCollector();
  const capture = await at.register();
  await at.submit(capture, at.seal(await at.open(capture)));
  await at.gateway.until(() =>
    at.gateway.of(capture).some((each) => each.type === "capture.ended"),
  );
  const ended = at.gateway.of(capture).find((each) => each.type === "capture.ended");
  stored = { capture, token: ended?.type === "capture.ended" ? (ended.result?.token ?? "") : "" };
});
afterAll(() => at.stop());

describe("[8] a gateway that is in other hands, with its valid key", () => {
  test("gets no value back: no command and no route knows how", async () => {
    expect(stored.token).toMatch(/^tok_/);
    const about = { tenant: "demo", capture: stored.capture, token: stored.token };
    for (const command of ["detokenize", "reveal", "read", "export", "key", "forward"]) {
      expect(await at.command({ command, ...about })).toMatchObject({
        status: 400,
        body: { code: "malformed" },
      });
    }
    for (const path of [`/v1/tokens/${stored.token}`, "/v1/detokenize", "/v1/keys", "/v1/vault"]) {
      const response = await fetch(at.url + path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain("4111");
    }
  });

  test("cannot use a spent ticket, a completed capture or another one's binding again", async () => {
    const ticket = await at.ticket(stored.capture);
    const over = { status: 410, body: { code: "capture_over" } };
    const open = (given: string) =>
      at.send("/v1/captures/open", {
        ticket: given,
        epk: randomBytes(32).toString("base64url"),
        parentOrigin: "http://shop.test",
      });
    expect(await open(ticket)).toMatchObject(over);
    expect(await at.command({ ...at.registration(stored.capture), template: {} })).toMatchObject({
      status: 422,
    });
    const changed = at.registration(stored.capture, { requestedBy: "Mallory" });
    expect(await at.command(changed)).toMatchObject({ status: 400, body: { code: "malformed" } });
  });

  test("[11] [TEN1] does not reach another tenant's capture by any command or ticket", async () => {
    const other = await at.register({ tenant: "other" });
    const unknown = { status: 404, body: { code: "unknown_capture" } };
    const foreign = { tenant: "demo", capture: other };
    expect(await at.command({ command: "void", intent: "cancelled", ...foreign })).toMatchObject(
      unknown,
    );
    const deadline = at.now() + 60_000;
    expect(await at.command({ command: "extend", deadline, ...foreign })).toMatchObject(unknown);
    const taken = at.registration(other);
    expect((await at.command(taken)).status).toBeGreaterThanOrEqual(400);
    const ticket = await at.sign(
      TICKET_TYP,
      {
        tenant: "demo",
        conversation: createId("cnv", new Uint8Array(16)),
        capture: other,
        template: "card",
        parentOrigin: "http://shop.test",
        locale: "en",
      },
      600,
    );
    const epk = randomBytes(32).toString("base64url");
    expect(
      await at.send("/v1/captures/open", { ticket, epk, parentOrigin: "http://shop.test" }),
    ).toMatchObject(unknown);
  });

  test("[AUD1] and each refusal is an entry of the audit log: its tenant's, or the collector's own where it names none", async () => {
    const attempts = (await acts("demo")).filter(({ action }) => action === "command.refused");
    const attempt = { actor: "gateway", action: "command.refused", result: "refused", field: null };
    for (const [purpose, reference] of [
      ["open", "capture_over"],
      ["register", "unsupported_template"],
      ["register", "malformed"],
      ["void", "unknown_capture"],
      ["extend", "unknown_capture"],
      ["open", "unknown_capture"],
    ])
      expect(attempts).toContainEqual(
        expect.objectContaining({ ...attempt, purpose, reference, subject: expect.any(String) }),
      );
    const own = (await acts("_collector")).filter(({ reference }) => reference === "malformed");
    expect(own).toHaveLength(6);
    expect(JSON.stringify([attempts, own])).not.toContain(stored.token);
  });

  test("[AUD1] a flood of refusals does not fill the log: the rest is counted", async () => {
    const flood = { command: "void", intent: "cancelled", tenant: "other" };
    const capture = createId("cap", randomBytes(16));
    for (let sent = 0; sent < 130; sent += 10) {
      const batch = Array.from({ length: 10 }, () => at.command({ ...flood, capture }));
      for (const { status } of await Promise.all(batch)) expect(status).toBe(404);
    }
    const written = (await acts("other")).filter(({ action }) => action === "command.refused");
    expect(written.length).toBeGreaterThanOrEqual(100);
    expect(written.length).toBeLessThan(130);
    const metrics = await (await fetch(`${at.url}/metrics`)).text();
    expect(metrics).toMatch(/aside_collector_audit_refusals_unrecorded_total [1-9]/);
  });

  test("and each refusal is in the log and the metrics", async () => {
    expect(at.lines.join("").match(/command refused/g)?.length).toBeGreaterThan(5);
    const metrics = await (await fetch(`${at.url}/metrics`)).text();
    expect(metrics).toMatch(/aside_collector_refusals_total\{code="malformed"\} [1-9]/);
    expect(metrics).toMatch(/aside_collector_refusals_total\{code="unknown_capture"\} [1-9]/);
  });
});

function acts(log: string) {
  return actsOf(at.collector.database, log);
}
