import { cardTemplate } from "@aside/fields";
import { createId } from "@aside/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CARD, PARENT, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { CHALLENGED, DECLINED, pspAt, startPsp } from "../../test/psp.ts";
import { startStripe } from "../../test/providers.ts";
import { resumeCharges } from "./resume-charges.ts";

let at: TestCollector;
let psp: Awaited<ReturnType<typeof startPsp>>;
let stripe: Awaited<ReturnType<typeof startStripe>>;

beforeAll(async () => {
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_1");
  psp = await startPsp();
  stripe = await startStripe();
  at = await startTestCollector({ destinations: [pspAt(psp.origin), charges(stripe.origin)] });
});
beforeEach(() => {
  // Limits are of an hour.
  at.advance(3_600_000);
  psp.passChallenge(false);
  psp.holdUntil(null);
});
afterAll(async () => {
  await at.stop();
  await psp.close();
  await stripe.close();
});

const paying = (destination = "psp") => ({
  template: { ...cardTemplate, charge: { destination } },
  conversation: createId("cnv", crypto.getRandomValues(new Uint8Array(16))),
});

async function opened(more: Record<string, unknown> = paying()) {
  const capture = await at.register(more);
  const { conversation } = { ...paying(), ...more };
  const ticket = await at.ticket(capture, { conversation });
  const form = await at.openWith(ticket);
  const pay = async (pan: string = CARD["card.pan"]) =>
    (await at.submit(capture, at.seal(form, { ...CARD, "card.pan": pan }))).body;
  return { capture, form, pay, jti: form.reply.jti };
}

const ended = async (capture: string) => {
  const last = () => at.gateway.of(capture).findLast(({ type }) => type === "capture.ended");
  await at.gateway.until(() => last() !== undefined);
  return last();
};
const tokens = async (capture: string) =>
  await at.collector.database.withTenant(
    "demo",
    (sql) => sql<{ token: string }[]>`select token from vault_record where capture = ${capture}`,
  );
const paymentsOf = (capture: string) =>
  [...psp.payments.values()].filter(({ key }) => key.startsWith(capture));
const PAID = { outcome: "stored", display: "Visa •••• 1111", paid: true };
const declined = { outcome: "charge", charge: { state: "declined", reason: "card_declined" } };

describe("a payment within the capture", () => {
  test("authorised: the customer and the agent hear it, with the result, and the code is burnt", async () => {
    const { capture, pay } = await opened();
    expect(await pay()).toEqual(PAID);
    expect(await ended(capture)).toMatchObject({
      outcome: "completed",
      result: {
        token: expect.stringMatching(/^tok_/),
        metadata: { display: "Visa •••• 1111", last4: "1111", charge: { outcome: "authorised" } },
      },
    });
    expect(paymentsOf(capture)).toMatchObject([{ amount: 4_200, status: "authorised" }]);
    expect(JSON.parse(psp.heard.at(-1)?.body ?? "")).toEqual({
      amount: 4_200,
      currency: "EUR",
      number: "4111111111111111",
      month: "12",
      code: "987",
      back: `${at.audience}/challenge/${capture}/return`,
    });
    const [{ token } = { token: "" }] = await tokens(capture);
    expect(at.collector.vault.codes.has({ tenant: "demo", token })).toBe(false);
  });

  test("declined: the form stays, another card may be given, nothing of the first is kept", async () => {
    const { capture, pay, jti } = await opened();
    expect(await pay(DECLINED)).toEqual(declined);
    expect(await tokens(capture)).toEqual([]);
    expect(at.gateway.of(capture).map(({ type }) => type)).not.toContain("capture.ended");
    expect(await at.state(capture, jti)).toMatchObject({
      body: { state: "open", charge: declined.charge },
    });
    expect(await pay()).toEqual(PAID);
    expect(await ended(capture)).toMatchObject({ outcome: "completed" });
    expect((await tokens(capture)).length).toBe(1);
  });

  test("the fifth decline ends it, and the agent hears why", async () => {
    const { capture, pay } = await opened();
    for (let times = 0; times < 4; times += 1) expect(await pay(DECLINED)).toEqual(declined);
    expect(await pay(DECLINED)).toMatchObject({ code: "capture_over" });
    expect(await ended(capture)).toMatchObject({ outcome: "failed", reason: "payment_declined" });
    expect(await tokens(capture)).toEqual([]);
  });

  test("at stripe-stateful-mock: authorised, and declined with words that help", async () => {
    const poor = await opened(paying("stripe"));
    expect(await poor.pay("4000 0000 0000 9995")).toEqual({
      outcome: "charge",
      charge: { state: "declined", reason: "insufficient_funds" },
    });
    expect(await poor.pay("4242 4242 4242 4242")).toMatchObject({ paid: true });
  });

  test("[8] a destination of nobody's list, or no amount: refused", async () => {
    const refused = { status: 422, body: { code: "unsupported_template" } };
    const capture = createId("cap", crypto.getRandomValues(new Uint8Array(16)));
    const send = (more: object) => at.command(at.registration(capture, { ...paying(), ...more }));
    expect(await send(paying("evil"))).toMatchObject(refused);
    expect(await send({ amount: undefined })).toMatchObject(refused);
    expect(await send({ tenant: "other" })).toMatchObject(refused);
  });
});

describe("a bank that asks the customer", () => {
  const challenged = async () => {
    const one = await opened();
    expect(await one.pay(CHALLENGED)).toEqual({
      outcome: "charge",
      charge: { state: "challenge" },
    });
    return one;
  };

  test("its page is framed by a page that can frame nothing else, and what it says decides", async () => {
    const { capture, jti } = await challenged();
    const page = await fetch(`${at.url}/challenge/${capture}?jti=${jti}`);
    expect(page.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'self' ${psp.origin}; frame-ancestors 'self' ${PARENT}`,
    );
    expect(await page.text()).toContain(`<iframe src="${psp.origin}/bank/pay`);
    expect((await fetch(`${at.url}/challenge/${capture}?jti=other`)).status).toBe(404);

    await fetch(`${at.url}/challenge/${capture}/return?status=authorised`);
    expect(await at.state(capture, jti)).toMatchObject({
      body: { charge: { state: "challenge" } },
    });
    psp.passChallenge(true);
    await fetch(`${at.url}/challenge/${capture}/return`, { method: "POST" });
    expect(await ended(capture)).toMatchObject({ outcome: "completed" });
    expect(paymentsOf(capture)).toMatchObject([{ status: "authorised" }]);
  });

  test("what it brought back stays, also where it leads back once more without it", async () => {
    const { capture } = await challenged();
    const back = `${at.url}/challenge/${capture}/return`;
    for (const address of [`${back}?result=X6Xt&status=authorised`, back]) {
      expect((await fetch(address)).status).toBe(200);
    }
    const [charge] = await at.collector.database.withTenant(
      "demo",
      (sql) => sql`select returned from collector_charge where capture = ${capture}`,
    );
    expect(charge).toEqual({ returned: { result: "X6Xt" } });
  });

  test("[CAP1] who leaves meanwhile is not charged: it is called off first", async () => {
    const { capture } = await challenged();
    const leave = { command: "void", tenant: "demo", capture, intent: "declined" };
    expect(await at.command(leave)).toMatchObject({ status: 200 });
    at.advance(10_000);
    await resumeCharges(at.collector);
    expect(await ended(capture)).toMatchObject({ outcome: "declined" });
    expect(paymentsOf(capture)).toMatchObject([{ status: "cancelled" }]);
  });
});

test("an answer that no rule knows is not called paid, and the customer is told that it is not known", async () => {
  const { capture, pay, jti } = await opened();
  // The provider's own failure, again and again.
  psp.loseNext(1_000);
  await pay();
  const isOver = () => at.gateway.of(capture).some(({ type }) => type === "capture.ended");
  const goOn = async () => {
    at.advance(120_000);
    await resumeCharges(at.collector);
    return isOver();
  };
  await vi.waitUntil(goOn, { timeout: 25_000, interval: 50 });
  psp.loseNext(0);
  expect(await ended(capture)).toMatchObject({ outcome: "failed", reason: "payment_unknown" });
  expect(await at.state(capture, jti)).toMatchObject({
    body: { state: "failed", charge: { state: "unknown" } },
  });
});

describe("[29] an answer that does not come", () => {
  test("is asked for again under the same key: one payment", async () => {
    const { capture, pay, jti } = await opened();
    psp.loseNext(2);
    expect(await pay()).toEqual({ outcome: "charge", charge: { state: "pending" } });
    expect(await at.state(capture, jti)).toMatchObject({ body: { charge: { state: "pending" } } });
    at.advance(5_000);
    await resumeCharges(at.collector);
    expect(await ended(capture)).toMatchObject({ outcome: "completed" });
    expect(paymentsOf(capture).length).toBe(1);
  });

  test("[CAP1] a cancel while it is undecided does not hide a payment", async () => {
    const { capture, pay } = await opened();
    let release = () => undefined as void;
    psp.holdUntil(new Promise((resolve) => (release = resolve)));
    const paying = pay();
    await vi.waitUntil(() => paymentsOf(capture).length === 1);
    const cancel = { command: "void", tenant: "demo", capture, intent: "cancelled" };
    expect(await at.command(cancel)).toMatchObject({ status: 200 });
    release();
    expect(await paying).toEqual(PAID);
    expect(await ended(capture)).toMatchObject({ outcome: "completed" });
  });
});

test("[38] a flood of cards: after ten in a conversation nothing is sent, and the words are those of a bank", async () => {
  const { conversation } = paying();
  const before = psp.payments.size;
  const answers: unknown[] = [];
  for (let captures = 0; captures < 4; captures += 1) {
    const { pay } = await opened({ ...paying(), conversation });
    for (let cards = 0; cards < 4; cards += 1) answers.push(await pay(DECLINED));
  }
  expect(psp.payments.size - before).toBe(10);
  expect(answers).toEqual(answers.map(() => declined));
});

test("[29] [CAP2] of a payment whose answer was lost, the same submission again hears that it is paid, also where no more cards may be tried", async () => {
  const { conversation } = paying();
  for (const cards of [5, 4]) {
    const { pay } = await opened({ ...paying(), conversation });
    for (let card = 0; card < cards; card += 1) await pay(DECLINED);
  }
  const { capture, form } = await opened({ ...paying(), conversation });
  const envelope = at.seal(form, CARD);
  expect(await at.submit(capture, envelope)).toMatchObject({
    body: { outcome: "stored", paid: true },
  });
  expect(await at.submit(capture, envelope)).toMatchObject({
    body: { outcome: "stored", paid: true },
  });
});

/** Stripe's older way to pay, which the mock knows. */
function charges(origin: string) {
  const source = { number: "card.pan", exp_month: "card.exp.month", cvc: "card.cvv" };
  const body = Object.entries(source).map(([name, field]) => [`source[${name}]`, `{{${field}}}`]);
  return {
    id: "stripe",
    tenants: ["demo"],
    origin,
    networks: ["127.0.0.0/8"],
    credentials: [{ secret: { env: "STRIPE_SECRET_KEY" } }],
    charge: {
      pay: {
        method: "POST",
        path: "/v1/charges",
        contentType: "application/x-www-form-urlencoded",
        body: {
          amount: "{{amount.minor}}",
          currency: "{{amount.currency.lower}}",
          ...Object.fromEntries(body),
        },
      },
      answers: [
        { status: [200], where: { "/status": ["succeeded"] }, means: "authorised" },
        {
          status: [402],
          where: { "/error/decline_code": ["insufficient_funds"] },
          means: "declined",
          reason: "insufficient_funds",
        },
        { status: [402], means: "declined" },
      ],
    },
  };
}
