import { createHash } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { CARD, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { storedCard } from "../../test/stored-card.ts";
import { createPasskey } from "../../test/passkey.ts";
import { custodianCommand } from "../commands/custodian.ts";
import { createSharedBuckets } from "../limits/shared-buckets.ts";
import { expireReveals } from "./requests.ts";

const ORIGIN = "http://reveal.test";
const NUMBER = CARD["card.pan"].replaceAll(" ", "");
let at: TestCollector;

beforeAll(async () => {
  at = await startTestCollector({ env: { ASIDE_REVEAL_URL: ORIGIN, ASIDE_REVEALS_PER_DAY: "20" } });
});
afterAll(() => at.stop());

describe("a reveal", () => {
  test("[33] shows one field once, to who asked, after another approved; each step is on record and the value nowhere", async () => {
    const [ana, ben] = [await custodian("Ana"), await custodian("Ben")];
    const token = await storedCard(at);
    const id = await ana.ask(token);
    expect(await ana.decide(id, "approved")).toEqual({ status: 403, code: "self_approval" });
    expect(await ana.view(id)).toMatchObject({ status: 409, code: "over" });
    expect(await ben.decide(id, "approved")).toMatchObject({ status: 200 });
    expect(await ben.decide(id, "refused")).toMatchObject({ code: "over" });
    expect(await ben.view(id)).toMatchObject({ code: "not_found" });
    const shown = await ana.view(id);
    expect(shown).toMatchObject({ status: 200, text: NUMBER });
    expect(shown.headers["cache-control"]).toBe("no-store");
    expect(await ana.view(id)).toEqual({ ...over, text: '{"code":"over"}' });
    expect(await acts(id)).toEqual([
      [ana.actor, "reveal.requested", "done"],
      [ana.actor, "reveal.approved", "refused"],
      [ana.actor, "reveal.viewed", "refused"],
      [ben.actor, "reveal.approved", "done"],
      [ben.actor, "reveal.refused", "refused"],
      [ben.actor, "reveal.viewed", "refused"],
      [ana.actor, "reveal.viewed", "done"],
      [ana.actor, "read", "done"],
      [ana.actor, "reveal.viewed", "refused"],
    ]);
    expect(at.lines.join("")).not.toContain(NUMBER);
  });

  test("[33] an approval that was refused or is over opens nothing", async () => {
    const [ana, ben] = [await custodian("Ana"), await custodian("Ben")];
    const token = await storedCard(at);
    const refused = await ana.ask(token);
    await ben.decide(refused, "refused");
    expect(await ana.view(refused)).toMatchObject({ code: "over" });
    const late = await ana.ask(token);
    await ben.decide(late, "approved");
    at.advance(9 * 60_000);
    await Promise.all([ana.signIn(), ben.signIn()]);
    at.advance(2 * 60_000);
    expect(await ana.view(late)).toMatchObject({ code: "over" });
    const never = await ana.ask(token);
    at.advance(16 * 60_000);
    await ben.signIn();
    expect(await ben.decide(never, "approved")).toMatchObject({ code: "over" });
    if (at.collector.reveal) expect(await expireReveals(at.collector.reveal)).toBe(2);
    expect((await acts(never)).at(-1)).toEqual(["collector", "reveal.expired", "done"]);
  });

  test("[33] [9] a passkey's answer is good once, for one decision on one field of one request, and for its own custodian", async () => {
    const [ana, ben] = [await custodian("Ana"), await custodian("Ben")];
    const token = await storedCard(at);
    const [one, two] = [await ana.ask(token), await ana.ask(token)];
    const answer = await ben.step(one, "approved");
    const decide = (id: string, response: unknown, by = ben) =>
      call(`requests/${id}/decide`, { decision: "approved", response }, by.session());
    expect(await decide(two, answer)).toMatchObject({ code: "not_verified" });
    expect(await decide(one, answer)).toMatchObject({ code: "not_verified" });
    expect(await decide(one, await ana.step(one, "approved"))).toMatchObject({
      code: "not_verified",
    });
    for (const other of ["viewed", "refused"] as const)
      expect(await decide(one, await ben.step(one, other))).toMatchObject({ code: "not_verified" });
    expect(await acts(`approved:${one}`)).toHaveLength(4);
    const good = await ben.step(one, "approved");
    expect(await decide(one, good)).toMatchObject({ status: 200 });
    expect(await decide(one, good)).toMatchObject({ code: "not_verified" });
    expect(await call("requests", null, `demo.${"x".repeat(43)}`)).toMatchObject({
      code: "not_signed_in",
    });
    at.advance(11 * 60_000);
    expect(await call("requests", null, ana.session())).toMatchObject({ code: "not_signed_in" });
  });

  test("[33] what a passkey signs names the decision, the request and the field", async () => {
    const [ana, ben] = [await custodian("Ana"), await custodian("Ben")];
    const token = await storedCard(at);
    const id = await ana.ask(token);
    const hashed = (challenge: Buffer, decision: string, field = "card.pan") =>
      createHash("sha256")
        .update(challenge.subarray(0, 32))
        .update(JSON.stringify([decision, id, "demo", ben.id, token, field]))
        .digest();
    const answer = await ben.step(id, "refused");
    const client = z.object({ challenge: z.string() });
    const said = Buffer.from(answer.response.clientDataJSON, "base64url").toString();
    const challenge = Buffer.from(client.parse(JSON.parse(said)).challenge, "base64url");
    expect(challenge.subarray(32)).toEqual(hashed(challenge, "refused"));
    expect(challenge.subarray(32)).not.toEqual(hashed(challenge, "approved"));
    expect(challenge.subarray(32)).not.toEqual(hashed(challenge, "refused", "card.exp"));
  });

  test("[28] [33] never the security code, and never under a reference that could be a number", async () => {
    const [ana, ben] = [await custodian("Ana"), await custodian("Ben")];
    const token = await storedCard(at);
    const code = await ana.ask(token, { field: "card.cvv" });
    await ben.decide(code, "approved");
    expect(await ana.view(code)).toMatchObject({ code: "not_found" });
    for (const bad of [
      { reference: "4111-1111-1111-1111" },
      { reference: "" },
      { reason: "curiosity" },
      { token: NUMBER },
    ]) {
      const wish = { token, field: "card.pan", reason: "fraud", reference: "CASE-1", ...bad };
      expect(await call("requests", wish, ana.session())).toMatchObject({ code: "malformed" });
    }
  });

  test("[33] an invitation works once; who was removed is out; requests are capped", async () => {
    const ana = await custodian("Ana");
    expect(await ana.enrolAgain()).toMatchObject({ code: "not_verified" });
    const token = await storedCard(at);
    for (let asked = 0; asked < 20; asked++) await ana.ask(token);
    const wish = { token, field: "card.pan", reason: "fraud", reference: "CASE-1" };
    expect(await call("requests", wish, ana.session())).toMatchObject({ code: "too_many" });
    await custodianCommand(desk(), ["remove", "demo", ana.id]);
    expect(await call("requests", null, ana.session())).toMatchObject({ code: "not_signed_in" });
    await expect(ana.signIn()).rejects.toThrow("not_verified");
  });

  test("[33] one network asks sixty times at once and no more, whichever collector it asks", async () => {
    at.advance(60_000);
    const asked = Array.from({ length: 70 }, () => call("sign-in/options", {}));
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(10);
    const bucket = { of: ["reveal", "127.0.0.1"], burst: 60, perSecond: 1 };
    const other = createSharedBuckets(at.collector.database, at.now);
    while (await other.take([bucket])) continue;
    expect(await call("sign-in/options", {})).toMatchObject({ status: 429, code: "too_many" });
    at.advance(60_000);
  });

  test("[33] is not there under another host, for another page, or where it was not switched on", async () => {
    expect(await call("sign-in/options", {}, "", { host: "127.0.0.1" })).toMatchObject({
      status: 404,
    });
    expect(
      await call("sign-in/options", {}, "", { host: "reveal.test", origin: "http://evil.test" }),
    ).toMatchObject({ status: 404 });
    const off = await startTestCollector();
    expect((await fetch(`${off.url}/reveal`)).status).toBe(404);
    expect((await fetch(`${off.url}/v1/reveal/requests`)).status).toBe(404);
    await off.stop();
  });
});

const over = { status: 409, code: "over", headers: expect.anything() };

async function custodian(name: string) {
  const link = await custodianCommand(desk(), ["invite", "demo", name]);
  const [, code = ""] = /#enrol=(\S+)/.exec(link) ?? [];
  const passkey = createPasskey({ rpId: "reveal.test", origin: ORIGIN });
  const enrolment = z.object({ challenge: z.string(), user: z.object({ id: z.string() }) });
  const options = enrolment.parse(JSON.parse((await call("enrol/options", { code })).text));
  const response = passkey.register(options);
  expect(await call("enrol", { code, response })).toMatchObject({ status: 200 });
  let session = "";
  let id = "";
  const challenged = z.object({ challenge: z.string() });
  const step = async (request: string, kind: "approved" | "refused" | "viewed") => {
    const asked = await call(`requests/${request}/${kind}/options`, {}, session);
    return passkey.answer(challenged.parse(JSON.parse(asked.text)));
  };
  const made = {
    session: () => session,
    enrolAgain: () => call("enrol", { code, response }),
    async signIn() {
      const asked = await call("sign-in/options", {});
      const answer = passkey.answer(challenged.parse(JSON.parse(asked.text)));
      const signed = await call("sign-in", { response: answer });
      if (signed.code !== undefined) throw new Error(signed.code);
      const shape = z.object({ session: z.string(), custodian: z.object({ id: z.string() }) });
      const parsed = shape.parse(JSON.parse(signed.text));
      session = parsed.session;
      id = parsed.custodian.id;
    },
    async ask(token: string, more: Record<string, string> = {}): Promise<string> {
      const wish = { token, field: "card.pan", reason: "chargeback", reference: "CASE-1042" };
      const asked = await call("requests", { ...wish, ...more }, session);
      return z.object({ id: z.string() }).parse(JSON.parse(asked.text)).id;
    },
    step,
    async decide(request: string, decision: "approved" | "refused") {
      const body = { decision, response: await step(request, decision) };
      const { status, code: problem } = await call(`requests/${request}/decide`, body, session);
      return { status, ...(problem !== undefined && { code: problem }) };
    },
    view: async (request: string) =>
      await call(`requests/${request}/view`, { response: await step(request, "viewed") }, session),
  };
  await made.signIn();
  return { ...made, id, actor: `custodian:${id}` };
}

function desk() {
  const { database, audit, now } = at.collector;
  return { database, audit, now, revealUrl: ORIGIN };
}

/** What is on record of a request, in order. */
async function acts(id: string): Promise<string[][]> {
  const rows = await at.collector.database.withTenant(
    "demo",
    (sql) => sql<{ actor: string; action: string; result: string }[]>`
      select actor, action, result from (
        select 1 as part, number as place, actor, action, result, reference from audit_entry
        union all select 2, place, actor, action, result, reference from audit_pending) acts
      where reference = ${id} order by part, place`,
  );
  return rows.map(({ actor, action, result }) => [actor, action, result]);
}

/** A request as it comes under the custodians' host, which this machine need not know. */
function call(
  path: string,
  body: unknown,
  session = "",
  headers: Record<string, string> = { host: "reveal.test", origin: ORIGIN },
) {
  return new Promise<{
    status: number;
    code?: string;
    text: string;
    headers: NodeJS.Dict<string | string[]>;
  }>((resolve, reject) => {
    const sent = request(
      `${at.url}/v1/reveal/${path}`,
      {
        method: body === null ? "GET" : "POST",
        headers: {
          ...headers,
          "content-type": "application/json",
          ...(session !== "" && { authorization: `Bearer ${session}` }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const [, code] = /^\{"code":"([a-z_]+)"\}$/.exec(text) ?? [];
          const answer = { status: response.statusCode ?? 0, text, headers: response.headers };
          resolve({ ...answer, ...(code !== undefined && { code }) });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body === null ? undefined : JSON.stringify(body));
  });
}
