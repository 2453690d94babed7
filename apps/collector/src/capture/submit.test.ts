import { addressTemplate, cardTemplate } from "@aside/fields";
import { openReply, type OpenReply } from "@aside/protocol";
import { createEphemeral, toBase64url } from "@aside/seal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CARD, PARENT, startTestCollector, type TestCollector } from "../../test/harness.ts";

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

const STORED = { status: 200, body: { outcome: "stored", display: "Visa •••• 1111" } };

describe("a capture from its registration to its end", () => {
  test("[BND2] [CAP2] is stored, and the gateway hears status words, a token and metadata", async () => {
    const capture = await at.register();
    const form = await at.open(capture);
    expect(form.reply).toEqual({
      capture,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      tenant: { id: "demo", name: "Shop", privacyUrl: null },
      template: expect.objectContaining({ id: "card", title: "Card" }),
      purpose: "your order 1042",
      amount: { minor: 4_200, currency: "EUR" },
      requestedBy: "Ada",
      locale: "en",
      retentionDays: 30,
      deadline: expect.any(Number),
      now: expect.any(Number),
      key: {
        kid: expect.stringMatching(/^ck_/),
        suite: "xc20p",
        publicKey: expect.stringMatching(/^[\w-]{43}$/),
      },
    });
    const { jti } = form.reply;
    for (let times = 0; times < 2; times += 1) {
      expect(await at.send("/v1/captures/progress", { capture, jti })).toEqual({
        status: 200,
        body: {},
      });
    }
    expect(await at.submit(capture, at.seal(form))).toEqual(STORED);
    expect(await at.state(capture, jti)).toMatchObject({ body: { state: "completed" } });
    await at.gateway.until(() => at.gateway.of(capture).length === 4);
    const about = {
      tenant: "demo",
      conversation: "cnv_00000000000000000000000000",
      capture,
      at: expect.any(Number),
    };
    expect(at.gateway.of(capture)).toEqual([
      { type: "capture.opened", ...about },
      { type: "capture.in_progress", ...about },
      { type: "capture.submitted", ...about },
      {
        type: "capture.ended",
        ...about,
        outcome: "completed",
        result: {
          token: expect.stringMatching(/^tok_/),
          metadata: { display: "Visa •••• 1111", brand: "Visa", last4: "1111" },
        },
      },
    ]);
  });

  test("the token gives the canonical value back, and the security code once", async () => {
    const { capture, token } = await captured();
    const read = async (field: string) => {
      const request = { ...use, token, field, reference: capture };
      return Buffer.from((await at.collector.vault.open(request)).expose()).toString();
    };
    expect(await read("card.pan")).toBe("4111111111111111");
    expect(await read("card.cvv")).toBe("987");
    await at.collector.vault.settle({ ...use, token, reference: capture, outcome: "used" });
    await expect(read("card.cvv")).rejects.toMatchObject({ code: "not_found" });
  });

  test("what the token is good for is said by the registration, else by the template; the subject is the conversation unless one is named", async () => {
    const once = { ...cardTemplate, token: "one_time" };
    const captures = [
      await at.register(),
      await at.register({ template: once }),
      await at.register({ template: once, tokenType: "pointer", subject: "cust-81" }),
    ];
    for (const capture of captures) await at.submit(capture, at.seal(await at.open(capture)));
    const rows = await at.collector.database.withTenant(
      "demo",
      (sql) => sql`select token_type, subject from vault_record
        where capture = any(${captures}) order by array_position(${captures}, capture)`,
    );
    expect([...rows]).toEqual([
      { token_type: "reusable", subject: `cnv_${"0".repeat(26)}` },
      { token_type: "one_time", subject: `cnv_${"0".repeat(26)}` },
      { token_type: "pointer", subject: "cust-81" },
    ]);
  });

  test("the expiry is told only where the policy says so", async () => {
    const capture = await at.register({ showExpiry: true });
    await at.submit(capture, at.seal(await at.open(capture)));
    await at.gateway.until(() => at.gateway.of(capture).length === 3);
    expect(at.gateway.of(capture).at(-1)).toMatchObject({
      result: { metadata: { brand: "Visa", last4: "1111", expMonth: 12, expYear: 2034 } },
    });
  });

  test("an address says its country and postal area", async () => {
    const capture = await at.register({ template: addressTemplate });
    const ephemeral = createEphemeral();
    const ticket = await at.ticket(capture, { template: "address" });
    const { reply } = await openWith(ticket, ephemeral);
    const values = {
      "address.country": "DE",
      "address.name": "Erika Mustermann",
      "address.line1": "Heidestraße 17",
      "address.postal": "51147",
      "address.locality": "Köln",
    };
    const answer = await at.submit(capture, at.seal({ reply, ephemeral }, values));
    expect(answer.body).toMatchObject({
      outcome: "stored",
      display: expect.stringContaining("DE"),
    });
  });

  test("what is not valid is not stored, and the form may try again", async () => {
    const capture = await at.register();
    const form = await at.open(capture);
    const values = { ...CARD, "card.pan": "4111 1111 1111 1112", "card.holder": "" };
    expect(await at.submit(capture, at.seal(form, values))).toEqual({
      status: 200,
      body: {
        outcome: "invalid",
        errors: [
          { name: "card.pan", code: "checksum" },
          { name: "card.holder", code: "required" },
        ],
      },
    });
    expect(await recordsOf(capture)).toBe(0);
    expect(await at.submit(capture, at.seal(form))).toEqual(STORED);
    expect(await recordsOf(capture)).toBe(1);
  });
});

describe("the same again", () => {
  test("[CAP2] the same envelope gives the same answer, another one 409", async () => {
    const capture = await at.register();
    const form = await at.open(capture);
    const envelope = at.seal(form);
    expect(await at.submit(capture, envelope)).toEqual(STORED);
    expect(await at.submit(capture, envelope)).toEqual(STORED);
    expect(await at.submit(capture, at.seal(form))).toMatchObject({
      status: 409,
      body: { code: "different_submission" },
    });
    expect(await recordsOf(capture)).toBe(1);
  });

  test("[9] 100 parallel submits of one ticket make one record", async () => {
    const capture = await at.register();
    const form = await at.open(capture);
    const envelopes = Array.from({ length: 50 }, () => at.seal(form));
    const answers = await Promise.all(
      [...envelopes, ...envelopes].map((envelope) => at.submit(capture, envelope)),
    );
    const codes = answers.map((answer) => JSON.stringify(answer.body));
    expect(codes.filter((code) => code.includes('"stored"'))).toHaveLength(2);
    expect(codes.filter((code) => code.includes("different_submission"))).toHaveLength(98);
    expect(await recordsOf(capture)).toBe(1);
    await at.gateway.until(() => at.gateway.of(capture).length === 3);
    expect(at.gateway.of(capture).filter((each) => each.type === "capture.ended")).toHaveLength(1);
  });
});

describe("what does not open", () => {
  test("[31] a seal for another capture, ticket, key or template", async () => {
    const [capture, other] = [await at.register(), await at.register()];
    const [form, stranger] = [await at.open(capture), await at.open(other)];
    const swapped = { ...at.seal(stranger), epk: at.seal(form).epk, jti: form.reply.jti };
    expect(await at.submit(capture, swapped)).toMatchObject({ body: { code: "seal_invalid" } });
    expect(await at.submit(capture, at.seal(stranger))).toMatchObject({
      body: { code: "capture_replaced" },
    });
    const template: OpenReply["template"] = JSON.parse(
      JSON.stringify({ ...cardTemplate, title: "Kard" }),
    );
    const changed = at.seal({ ...form, reply: { ...form.reply, template } });
    expect(await at.submit(capture, changed)).toMatchObject({ body: { code: "seal_invalid" } });
    const foreign = { ...at.seal(form), kid: "ck_unknown" };
    expect(await at.submit(capture, foreign)).toMatchObject({ body: { code: "key_unknown" } });
    expect(await recordsOf(capture)).toBe(0);
  });

  test("[16] a form that a newer ticket replaced; the newer one goes on", async () => {
    const capture = await at.register();
    const before = await at.open(capture);
    const after = await at.open(capture);
    expect(await at.state(capture, before.reply.jti)).toMatchObject({
      body: { state: "replaced" },
    });
    expect(await at.submit(capture, at.seal(before))).toMatchObject({
      status: 409,
      body: { code: "capture_replaced" },
    });
    expect(await at.submit(capture, at.seal(after))).toEqual(STORED);
    await at.gateway.until(() => at.gateway.of(capture).length === 3);
    expect(at.gateway.of(capture).map((each) => each.type)).toEqual([
      "capture.opened",
      "capture.submitted",
      "capture.ended",
    ]);
  });

  test("[11] ciphertexts swapped by SQL between two records do not open", async () => {
    const [one, two] = [await captured(), await captured()];
    const read = (token: string) =>
      at.collector.vault.open({ ...use, token, field: "card.pan", reference: "swap" });
    await at.collector.database.withTenant(
      "demo",
      (sql) => sql`
        with gone as (delete from vault_record where token in (${one.token}, ${two.token}) returning *)
        insert into vault_record select swapped.* from gone a join gone b on a.id <> b.id,
          jsonb_populate_record(null::vault_record, to_jsonb(a) || jsonb_build_object('fields', a.fields || (
            select jsonb_agg(f || '{"name": "swapped"}') from jsonb_array_elements(b.fields) f
            where f->>'name' = 'card.holder'))) as swapped`,
    );
    for (const { token } of [one, two]) {
      const request = { ...use, token, field: "swapped", reference: "swap" };
      await expect(at.collector.vault.open(request)).rejects.toMatchObject({
        code: "record_broken",
      });
      expect(Buffer.from((await read(token)).expose()).toString()).toBe("4111111111111111");
    }
  });
});

const use = { tenant: "demo", actor: "test", purpose: "test" };

async function captured() {
  const capture = await at.register();
  await at.submit(capture, at.seal(await at.open(capture)));
  await at.gateway.until(() => at.gateway.of(capture).length === 3);
  const ended = at.gateway.of(capture).at(-1);
  if (ended?.type !== "capture.ended" || !ended.result) throw new Error("not completed");
  return { capture, token: ended.result.token };
}

async function openWith(ticket: string, ephemeral: ReturnType<typeof createEphemeral>) {
  const epk = toBase64url(ephemeral.publicKey);
  const answer = await at.send("/v1/captures/open", { ticket, epk, parentOrigin: PARENT });
  return { reply: openReply.parse(answer.body) };
}

async function recordsOf(capture: string): Promise<number> {
  const [row] = await at.collector.database.withTenant(
    "demo",
    (sql) =>
      sql<{ count: number }[]>`select count(*)::int from vault_record where capture = ${capture}`,
  );
  return row?.count ?? -1;
}
