import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Destination, type Meaning, readDestinations, runStep } from "@aside/forward";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connector } from "../../test/providers.ts";

const env = {
  STRIPE_SECRET_KEY: "sk_test",
  ADYEN_API_KEY: "key",
  BRAINTREE_PUBLIC_KEY: "public",
  BRAINTREE_PRIVATE_KEY: "private",
};
const VALUES: Readonly<Record<string, string>> = {
  "card.pan": "4111111111111111",
  "card.holder": "Jane",
  "card.exp": "12/2034",
  "card.cvv": "987",
};
const facts = {
  capture: "cap_1",
  reference: "pay_1",
  "amount.minor": 4_200,
  "amount.major": "42.00",
  "amount.currency": "EUR",
  "amount.currency.lower": "eur",
  "return.url": "https://collector.test/challenge/cap_1/return",
  "return.redirectResult": "X6Xt",
};

let folder = "";
const read = new Map<string, Destination>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-connectors-"));
  for (const name of ["stripe", "adyen", "braintree"]) {
    const path = join(folder, `${name}.json`);
    const shipped = await connector(name, "https://psp.test", { networks: [] });
    await writeFile(path, JSON.stringify({ destinations: [shipped] }));
    const [destination] = await readDestinations(path, { env, production: true });
    if (destination) read.set(name, destination);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a connector makes of an answer, and what it sent for it. */
async function meaning(name: string, step: "pay" | "finish", status: number, body: unknown) {
  const destination = read.get(name);
  if (destination === undefined) throw new Error(name);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "application/xml" : "application/json";
  let sent = "";
  const connection = {
    async send(sending: { path: string; body: Buffer | null }) {
      sent = `${sending.path} ${sending.body?.toString() ?? ""}`;
      return { status, headers: { "content-type": type }, body: Buffer.from(text) };
    },
    enter: () => () => undefined,
    close: async () => undefined,
  };
  const open = async (names: readonly { field: string }[]) =>
    names.map(({ field }) => {
      const bytes = new Uint8Array(Buffer.from(VALUES[field] ?? ""));
      return { expose: () => bytes, wipe: () => void bytes.fill(0) };
    });
  const given = { token: "tok", idempotencyKey: "cap_1-1", facts };
  return { means: await runStep(step, given, { destination, connection, open }), sent };
}

const stripeUrl = "https://hooks.stripe.com/3d_secure_2/1";
const adyenUrl = "https://checkoutshopper-test.adyen.com/x?a=1";
const redirect = (url: string) => ({
  id: "pi_1",
  status: "requires_action",
  next_action: { type: "redirect_to_url", redirect_to_url: { url } },
});
const no = (reason: Extract<Meaning, { means: "declined" }>["reason"]): Meaning => ({
  means: "declined",
  reason,
  reference: null,
});
const error = (more: object) => ({ error: { type: "card_error", ...more } });
const braintreeNo = (code: string) =>
  `<api-error-response><message>no</message><transaction><status>processor_declined</status><processor-response-code>${code}</processor-response-code></transaction></api-error-response>`;

describe("what the connectors make of answers", () => {
  test.each<[string, number, unknown, Meaning]>([
    [
      "stripe",
      200,
      { id: "pi_1", status: "succeeded" },
      { means: "authorised", reference: "pi_1" },
    ],
    ["stripe", 200, redirect(stripeUrl), { means: "challenge", url: stripeUrl, reference: "pi_1" }],
    ["stripe", 200, redirect("https://evil.test/"), { means: "failed" }],
    ["stripe", 200, redirect("javascript:alert(1)"), { means: "failed" }],
    ["stripe", 402, error({ decline_code: "insufficient_funds" }), no("insufficient_funds")],
    ["stripe", 402, error({ code: "expired_card" }), no("expired_card")],
    ["stripe", 402, error({ code: "incorrect_cvc" }), no("wrong_code")],
    ["stripe", 402, error({ decline_code: "stolen_card" }), no("card_declined")],
    ["stripe", 409, error({ code: "lock_timeout" }), { means: "pending", reference: null }],
    ["stripe", 400, error({ code: "parameter_missing" }), { means: "failed" }],
    ["stripe", 200, { id: "pi_1", status: "of a later version" }, { means: "failed" }],
    [
      "adyen",
      200,
      { resultCode: "Authorised", pspReference: "P1" },
      { means: "authorised", reference: "P1" },
    ],
    ["adyen", 200, { resultCode: "Refused", refusalReasonCode: "24" }, no("wrong_code")],
    ["adyen", 200, { resultCode: "Refused", refusalReasonCode: "20" }, no("card_declined")],
    [
      "adyen",
      200,
      { resultCode: "RedirectShopper", action: { url: adyenUrl } },
      { means: "challenge", url: adyenUrl, reference: null },
    ],
    ["adyen", 500, {}, { means: "pending", reference: null }],
    [
      "braintree",
      201,
      "<transaction><id>bt1</id><status>submitted_for_settlement</status></transaction>",
      { means: "authorised", reference: "bt1" },
    ],
    ["braintree", 422, braintreeNo("2001"), no("insufficient_funds")],
    ["braintree", 422, braintreeNo("2000"), no("card_declined")],
  ])("%s, %i, %j", async (name, status, body, expected) => {
    expect((await meaning(name, "pay", status, body)).means).toEqual(expected);
  });

  test("what they send", async () => {
    const stripe = (await meaning("stripe", "pay", 200, {})).sent;
    expect(stripe).toMatch(/^\/v1\/payment_intents amount=4200&currency=eur&confirm=true&/);
    expect(stripe).toContain("payment_method_data%5Bcard%5D%5Bnumber%5D=4111111111111111&");
    expect((await meaning("stripe", "finish", 200, {})).sent).toBe("/v1/payment_intents/pay_1 ");
    const { sent } = await meaning("adyen", "pay", 200, {});
    expect(JSON.parse(sent.slice(sent.indexOf("{")))).toMatchObject({
      amount: { value: 4_200, currency: "EUR" },
      paymentMethod: {
        number: "4111111111111111",
        expiryMonth: "12",
        expiryYear: "2034",
        cvc: "987",
      },
    });
    expect((await meaning("adyen", "finish", 200, {})).sent).toBe(
      '/v72/payments/details {"details":{"redirectResult":"X6Xt"}}',
    );
    expect((await meaning("braintree", "pay", 201, "<transaction/>")).sent).toContain(
      '"amount":"42.00","order_id":"cap_1","credit_card":{"number":"4111111111111111","cvv":"987"',
    );
  });
});
