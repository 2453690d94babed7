import { Client, CheckoutAPI, EnvironmentEnum, Types } from "@adyen/api-library";
import braintree from "braintree";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CARD, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { connector, startProvider, startStripe } from "../../test/providers.ts";
import { createApiKey, revokeApiKeys } from "./api-keys.ts";

let at: TestCollector;
let stripe: Awaited<ReturnType<typeof startStripe>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let answer = { status: 200, type: "application/json", body: "{}" };
let key = "";
let token = "";

beforeAll(async () => {
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_of_the_collector");
  vi.stubEnv("ADYEN_API_KEY", "adyen-of-the-collector");
  vi.stubEnv("BRAINTREE_PUBLIC_KEY", "public-key");
  vi.stubEnv("BRAINTREE_PRIVATE_KEY", "private-key");
  stripe = await startStripe();
  provider = await startProvider((_, response) => {
    response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
  });
  at = await startTestCollector({
    destinations: [
      await connector("stripe", stripe.origin),
      await connector("adyen", provider.origin),
      await connector("braintree", provider.origin),
      await connector("adyen", provider.origin, { id: "theirs", tenants: ["other"] }),
    ],
  });
  key = await createApiKey(at.collector, "demo", at.now());
});
beforeEach(async () => {
  token = await captured({});
  provider.heard.length = 0;
});
afterAll(async () => {
  await at.stop();
  await stripe.close();
  await provider.close();
});

async function captured(values: Record<string, string>) {
  const capture = await at.register();
  await at.submit(capture, at.seal(await at.open(capture), { ...CARD, ...values }));
  const [row] = await at.collector.database.withTenant(
    "demo",
    (sql) => sql<{ token: string }[]>`select token from vault_record where capture = ${capture}`,
  );
  return row?.token ?? "";
}

const payment = () => ({
  paymentMethod: { type: "scheme", number: `{{${token}.card.pan}}`, cvc: `{{${token}.card.cvv}}` },
});

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${key}` },
) {
  const response = await fetch(at.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const reply: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, from: response.headers.get("aside-answer"), body: reply };
}

const entries = async () =>
  await at.collector.database.withTenant(
    "demo",
    (sql) => sql<Record<string, unknown>[]>`
      select actor, action, field, purpose, result from (
        select number, actor, action, subject, field, purpose, result from audit_entry union all
        select 1000000 + place, actor, action, subject, field, purpose, result from audit_pending) acts
      where subject = ${token} and action <> 'stored' order by number`,
  );

describe("the clients of providers, through the collector", () => {
  test("Stripe's own: a charge, a decline, the same charge again", async () => {
    const client = new Stripe(key, {
      httpClient: Stripe.createFetchHttpClient(
        async (input: string | URL | Request, init?: RequestInit) => {
          const { pathname } = new URL(input instanceof Request ? input.url : input);
          const headers = new Headers(init?.headers);
          headers.delete("content-length");
          const to = `${at.url}/v1/forward/stripe${pathname}`;
          return await fetch(to, { ...init, headers });
        },
      ),
      maxNetworkRetries: 0,
      telemetry: false,
    });
    const charge = (of: string, idempotencyKey: string, more = {}) =>
      client.rawRequest(
        "POST",
        "/v1/charges",
        {
          amount: 4_200,
          currency: "eur",
          source: {
            object: "card",
            number: `{{${of}.card.pan}}`,
            exp_month: `{{${of}.card.exp.month}}`,
            exp_year: `{{${of}.card.exp.year}}`,
            ...more,
          },
        },
        { idempotencyKey },
      );
    const paid = await charge(token, "order-1042", { cvc: `{{${token}.card.cvv}}` });
    expect(paid).toMatchObject({ object: "charge", amount: 4_200, status: "succeeded" });
    const [heard] = stripe.heard;
    expect(Object.fromEntries(new URLSearchParams(heard?.body))).toMatchObject({
      "source[number]": "4111111111111111",
      "source[exp_month]": "12",
      "source[exp_year]": "2034",
      "source[cvc]": "987",
    });
    expect(heard?.headers["authorization"]).toBe("Bearer sk_test_of_the_collector");
    const used = charge(token, "order-1043", { cvc: `{{${token}.card.cvv}}` });
    await expect(used).rejects.toMatchObject({ statusCode: 404, code: "not_found" });
    const [first, again] = [await charge(token, "order-1044"), await charge(token, "order-1044")];
    expect(again.id).toBe(first.id);
    const empty = await captured({ "card.pan": "4000 0000 0000 9995" });
    await expect(charge(empty, "order-1045")).rejects.toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      decline_code: "insufficient_funds",
    });
    expect(at.lines.join("")).not.toMatch(/411111|sk_test/);
  });

  test("Adyen's own", async () => {
    answer = {
      status: 200,
      type: "application/json",
      body: '{"pspReference":"P1","resultCode":"Authorised","additionalData":{"pan":"4111111111111111"}}',
    };
    const client = new Client({ apiKey: key, environment: EnvironmentEnum.TEST });
    client.httpClient = {
      async request(endpoint, json) {
        const { pathname } = new URL(endpoint);
        const reply = await post(`/v1/forward/adyen${pathname}`, JSON.parse(String(json)));
        return JSON.stringify(reply.body);
      },
    };
    const reply = await new CheckoutAPI(client).PaymentsApi.payments({
      merchantAccount: "Shop",
      reference: "order-1042",
      returnUrl: "https://shop.test/",
      amount: { currency: "EUR", value: 4_200 },
      paymentMethod: {
        ...payment().paymentMethod,
        type: Types.checkout.CardDetails.TypeEnum.Scheme,
      },
    });
    expect({ ...reply }).toEqual({ pspReference: "P1", resultCode: "Authorised" });
    const [heard] = provider.heard;
    expect(heard?.headers["x-api-key"]).toBe("adyen-of-the-collector");
    expect(JSON.parse(heard?.body ?? "")).toMatchObject({
      paymentMethod: { number: "4111111111111111", cvc: "987" },
    });
  });

  test("Braintree's own, which sends JSON and reads XML", async () => {
    answer = {
      status: 201,
      type: "application/xml; charset=utf-8",
      body: `<transaction><id>bt1</id><status>authorized</status><amount>42.00</amount>
        <credit-card><bin>411111</bin><last-4>1111</last-4><number>4111111111111111</number></credit-card></transaction>`,
    };
    const { hostname, port } = new URL(at.url);
    const gateway = new braintree.BraintreeGateway({
      environment: new braintree.Environment(hostname, port, at.url, false, hostname, port),
      merchantId: "m1",
      publicKey: "any",
      privateKey: key,
    });
    gateway.config.baseMerchantPath = () => "/v1/forward/braintree/merchants/m1";
    const result = await gateway.transaction.sale({
      amount: "42.00",
      creditCard: {
        number: `{{${token}.card.pan}}`,
        cvv: `{{${token}.card.cvv}}`,
        expirationDate: `{{${token}.card.exp}}`,
      },
    });
    expect(result).toMatchObject({
      success: true,
      transaction: { id: "bt1", status: "authorized", creditCard: { last4: "1111" } },
    });
    expect(JSON.stringify(result)).not.toContain("411111");
    const [heard] = provider.heard;
    expect(heard?.url).toBe("/merchants/m1/transactions");
    expect(heard?.headers["authorization"]).toBe(
      `Basic ${Buffer.from("public-key:private-key").toString("base64")}`,
    );
    expect(heard?.body).toContain('"number":"4111111111111111"');
    expect(heard?.body).toContain('"expiration_date":"12/2034"');
  });
});

describe("a tenant's server", () => {
  test("[AUD1] every value that goes out is on record before, and the code is burnt once it is used", async () => {
    answer = { status: 500, type: "application/json", body: "{}" };
    expect(await post("/v1/forward/adyen/v72/payments", payment())).toEqual({
      status: 500,
      from: "destination",
      body: {},
    });
    answer = { status: 200, type: "application/json", body: '{"resultCode":"Refused"}' };
    expect(await post("/v1/forward/adyen/v72/payments", payment())).toMatchObject({ status: 200 });
    expect(await post("/v1/forward/adyen/v72/payments", payment())).toMatchObject({
      status: 404,
      from: null,
      body: { code: "not_found", text: "No such value" },
    });
    const use = { actor: "adyen", purpose: "forward" };
    const read = { ...use, action: "read", result: "done" };
    expect(await entries()).toEqual([
      { ...read, field: "card.pan" },
      { ...read, field: "card.cvv" },
      { ...read, field: "card.pan" },
      { ...read, field: "card.cvv" },
      { ...use, action: "burnt", field: null, result: "done" },
      { ...read, field: "card.pan" },
      { ...read, field: null, result: "not_found" },
    ]);
    expect(provider.heard.length).toBe(2);
  });

  test("[12] an unknown, a foreign and another tenant's are one answer, and guesses end", async () => {
    const foreign = await createApiKey(at.collector, "other", at.now());
    const headers = { authorization: `Bearer ${foreign}` };
    const ask = async () => await post("/v1/forward/theirs/v72/payments", payment(), headers);
    const first = await ask();
    expect(first).toMatchObject({ status: 404, body: { code: "not_found" } });
    const unknown = {
      paymentMethod: {
        number: `{{${token.slice(0, 13)}${"z".repeat(26)}${token.slice(-3)}.card.pan}}`,
      },
    };
    expect(await post("/v1/forward/theirs/v72/payments", unknown, headers)).toEqual(first);
    let last = first;
    for (let times = 0; times < 100; times += 1) last = await ask();
    expect(last).toMatchObject({ status: 429, body: { code: "too_many" } });
    expect(provider.heard).toEqual([]);
    expect(await post("/v1/forward/adyen/v72/payments", payment())).toMatchObject({ status: 200 });
  });

  test("[8] another tenant's destination and an unknown one are one answer; the gateway can name none", async () => {
    const unknown = await post("/v1/forward/nowhere/v72/payments", payment());
    expect(unknown).toMatchObject({ status: 404, body: { code: "unknown_destination" } });
    expect(await post("/v1/forward/theirs/v72/payments", payment())).toEqual(unknown);
    const rogue = {
      command: "destination",
      tenant: "demo",
      id: "mine",
      origin: "https://evil.test",
    };
    expect(await at.command(rogue)).toMatchObject({ status: 400, body: { code: "malformed" } });
    const smuggled = at.registration("cap_00000000000000000000000000", { destination: rogue });
    expect(await at.command(smuggled)).toMatchObject({ status: 400 });
  });

  test.each([
    ["no key", {}],
    ["another kind of key", { authorization: `Bearer ask_demo_${"a".repeat(43)}` }],
    ["a key of nobody", { authorization: `Bearer ack_demo_${"a".repeat(43)}` }],
    ["a key of no tenant", { authorization: `Bearer ack_nobody_${"a".repeat(43)}` }],
  ])("%s is refused", async (_, headers) => {
    expect(await post("/v1/forward/adyen/v72/payments", payment(), headers)).toMatchObject({
      status: 401,
      body: { code: "unauthorised" },
    });
  });

  test("a key that was taken back is nobody's, and wrong keys end", async () => {
    const other = await createApiKey(at.collector, "other", at.now());
    const headers = { authorization: `Bearer ${other}` };
    expect(await revokeApiKeys(at.collector, "other")).toBeGreaterThan(0);
    let last = 0;
    for (let times = 0; times < 25; times += 1) {
      last = (await post("/v1/forward/theirs/v72/payments", {}, headers)).status;
    }
    expect(last).toBe(429);
    at.advance(600_000);
    expect((await post("/v1/forward/theirs/v72/payments", {}, headers)).status).toBe(401);
  });
});
