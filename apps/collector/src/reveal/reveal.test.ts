import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { CARD, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { storedCard } from "../../test/stored-card.ts";
import { custodiansOf, enrolment, REVEAL_ORIGIN } from "../../test/custodians.ts";
import { custodianCommand } from "../commands/custodian.ts";
import { createSharedBuckets } from "../limits/shared-buckets.ts";
import { expireReveals } from "./requests.ts";

const NUMBER = CARD["card.pan"].replaceAll(" ", "");
let at: TestCollector;
let people: ReturnType<typeof custodiansOf>;

beforeAll(async () => {
  at = await startTestCollector({
    env: { ASIDE_REVEAL_URL: REVEAL_ORIGIN, ASIDE_REVEALS_PER_DAY: "20" },
  });
  people = custodiansOf(at);
});
afterAll(() => at.stop());
// One network asks only so often.
beforeEach(() => at.advance(60_000));

describe("a reveal", () => {
  test("[33] shows one field once, to who asked, after another approved; each step is on record and the value nowhere", async () => {
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
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
    expect(await people.acts(id)).toEqual([
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
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
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
    expect((await people.acts(never)).at(-1)).toEqual(["collector", "reveal.expired", "done"]);
  });

  test("[33] [9] a passkey's answer is good once, for one decision on one field of one request, and for its own custodian", async () => {
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
    const token = await storedCard(at);
    const [one, two] = [await ana.ask(token), await ana.ask(token)];
    const answer = await ben.step(one, "approved");
    const decide = (id: string, response: unknown, by = ben) =>
      people.call(`requests/${id}/decide`, { decision: "approved", response }, by.session());
    expect(await decide(two, answer)).toMatchObject({ code: "not_verified" });
    expect(await decide(one, answer)).toMatchObject({ code: "not_verified" });
    expect(await decide(one, await ana.step(one, "approved"))).toMatchObject({
      code: "not_verified",
    });
    for (const other of ["viewed", "refused"] as const)
      expect(await decide(one, await ben.step(one, other))).toMatchObject({ code: "not_verified" });
    expect(await people.acts(`approved:${one}`)).toHaveLength(4);
    const good = await ben.step(one, "approved");
    expect(await decide(one, good)).toMatchObject({ status: 200 });
    expect(await decide(one, good)).toMatchObject({ code: "not_verified" });
    expect(await people.call("requests", null, `demo.${"x".repeat(43)}`)).toMatchObject({
      code: "not_signed_in",
    });
    at.advance(11 * 60_000);
    expect(await people.call("requests", null, ana.session())).toMatchObject({
      code: "not_signed_in",
    });
  });

  test("[33] of two looks at once one sees it; of two decisions at once one holds", async () => {
    const [ana, ben, cem] = [
      await people.custodian("Ana"),
      await people.custodian("Ben"),
      await people.custodian("Cem"),
    ];
    const id = await ana.ask(await storedCard(at));
    const decided = await Promise.all([ben.decide(id, "approved"), cem.decide(id, "approved")]);
    expect(decided.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const looks = await Promise.all([ana.view(id), ana.view(id), ana.view(id)]);
    expect(looks.filter(({ status, text }) => status === 200 || text === NUMBER)).toHaveLength(1);
  });

  test("[33] [40] a clock that is put back gives no session, approval or challenge more time", async () => {
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
    const token = await storedCard(at);
    const [id, other] = [await ana.ask(token), await ana.ask(token)];
    await ben.decide(id, "approved");
    const answer = await ben.step(other, "approved");
    const old = ana.session();
    at.advance(-3_600_000);
    expect(await people.call("requests", null, old)).toMatchObject({ code: "not_signed_in" });
    await Promise.all([ana.signIn(), ben.signIn()]);
    expect(await ana.view(id)).toMatchObject({ code: "over" });
    const body = { decision: "approved", response: answer };
    expect(await people.call(`requests/${other}/decide`, body, ben.session())).toMatchObject({
      code: "not_verified",
    });
    expect(await ben.decide(other, "approved")).toMatchObject({ code: "over" });
    if (at.collector.reveal) await expireReveals(at.collector.reveal);
    at.advance(3_600_000);
    expect(await people.call("requests", null, old)).toMatchObject({ code: "not_signed_in" });
    await ana.signIn();
    expect(await ana.view(id)).toMatchObject({ code: "over" });
  });

  test("[33] an approval is over with its approver's removal", async () => {
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
    const id = await ana.ask(await storedCard(at));
    expect(await ben.decide(id, "approved")).toMatchObject({ status: 200 });
    await custodianCommand(people.desk(), ["remove", "demo", ben.id]);
    expect(await ana.view(id)).toMatchObject({ code: "over" });
  });

  test("[33] a passkey is one custodian's: another name does not get it, and an authenticator is told of those that are there", async () => {
    const ana = await people.custodian("Ana");
    const code = await people.invite("Ana again");
    const asked = enrolment.parse(JSON.parse((await people.call("enrol/options", { code })).text));
    expect(asked.excludeCredentials).toContainEqual(
      expect.objectContaining({ id: ana.passkey.id }),
    );
    const response = ana.passkey.register(asked);
    expect(await people.call("enrol", { code, response })).toMatchObject({ code: "not_verified" });
  });

  test("[33] a passkey that somebody touched and that asked for no finger, face or PIN decides nothing", async () => {
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
    const id = await ana.ask(await storedCard(at));
    const decide = async (verified: boolean) => {
      const response = await ben.step(id, "approved", verified);
      return await people.call(
        `requests/${id}/decide`,
        { decision: "approved", response },
        ben.session(),
      );
    };
    expect(await decide(false)).toMatchObject({ code: "not_verified" });
    expect(await decide(true)).toMatchObject({ status: 200 });
  });

  test("[33] what a passkey signs names the decision, the request and the field", async () => {
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
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
    const [ana, ben] = [await people.custodian("Ana"), await people.custodian("Ben")];
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
      expect(await people.call("requests", wish, ana.session())).toMatchObject({
        code: "malformed",
      });
    }
  });

  test("[33] an invitation works once; who was removed is out; requests are capped", async () => {
    const ana = await people.custodian("Ana");
    expect(await ana.enrolAgain()).toMatchObject({ code: "not_verified" });
    const token = await storedCard(at);
    for (let asked = 0; asked < 20; asked++) await ana.ask(token);
    const wish = { token, field: "card.pan", reason: "fraud", reference: "CASE-1" };
    expect(await people.call("requests", wish, ana.session())).toMatchObject({ code: "too_many" });
    await custodianCommand(people.desk(), ["remove", "demo", ana.id]);
    expect(await people.call("requests", null, ana.session())).toMatchObject({
      code: "not_signed_in",
    });
    await expect(ana.signIn()).rejects.toThrow("not_verified");
  });

  test("[33] one network asks sixty times at once and no more, whichever collector it asks", async () => {
    at.advance(60_000);
    const asked = Array.from({ length: 70 }, () => people.call("sign-in/options", {}));
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(10);
    const bucket = { of: ["reveal", "127.0.0.1"], burst: 60, perSecond: 1 };
    const other = createSharedBuckets(at.collector.database, at.now);
    while (await other.take([bucket])) continue;
    expect(await people.call("sign-in/options", {})).toMatchObject({
      status: 429,
      code: "too_many",
    });
    at.advance(60_000);
  });

  test("[33] is not there under another host, for another page, or where it was not switched on", async () => {
    expect(await people.call("sign-in/options", {}, "", { host: "127.0.0.1" })).toMatchObject({
      status: 404,
    });
    expect(
      await people.call("sign-in/options", {}, "", {
        host: "reveal.test",
        origin: "http://evil.test",
      }),
    ).toMatchObject({ status: 404 });
    const off = await startTestCollector();
    expect((await fetch(`${off.url}/reveal`)).status).toBe(404);
    expect((await fetch(`${off.url}/v1/reveal/requests`)).status).toBe(404);
    await off.stop();
  });
});

const over = { status: 409, code: "over", headers: expect.anything() };
