import { AuditError } from "@aside/audit";
import { cardTemplate } from "@aside/fields";
import { createId } from "@aside/protocol";
import { VaultError } from "@aside/vault";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CARD, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { CHALLENGED, pspAt, startPsp } from "../../test/psp.ts";
import { LEASE } from "./attempt-charge.ts";
import { resumeCharges } from "./resume-charges.ts";

const ERASED = { actor: "operator", reference: "dsr-1" };
const UNKNOWN = { outcome: "failed", reason: "payment_unknown" };
const PENDING = { outcome: "charge", charge: { state: "pending" } };

let at: TestCollector;
let psp: Awaited<ReturnType<typeof startPsp>>;

beforeAll(async () => {
  psp = await startPsp();
  const { charge, ...listed } = pspAt(psp.origin);
  at = await startTestCollector({
    destinations: [
      { ...listed, charge },
      { ...listed, id: "once", charge: { ...charge, repeatable: false } },
      { ...pspAt("http://127.0.0.1:1"), id: "gone" },
    ],
  });
});
beforeEach(() => {
  // Limits are of an hour.
  at.advance(3_600_000);
  psp.holdUntil(null);
  psp.loseNext(0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await at.stop();
  await psp.close();
});

async function opened(destination = "psp", pan: string = CARD["card.pan"]) {
  const template = { ...cardTemplate, charge: { destination } };
  const conversation = createId("cnv", crypto.getRandomValues(new Uint8Array(16)));
  const capture = await at.register({ template, conversation });
  const form = await at.openWith(await at.ticket(capture, { conversation }));
  const envelope = at.seal(form, { ...CARD, "card.pan": pan });
  const pay = async () => (await at.submit(capture, envelope)).body;
  const state = async () => (await at.state(capture, form.reply.jti)).body;
  return { capture, conversation, pay, state };
}

const endOf = async (capture: string) => {
  const last = () => at.gateway.of(capture).findLast(({ type }) => type === "capture.ended");
  await at.gateway.until(() => last() !== undefined);
  return last();
};

describe("a payment whose values are erased while it is undecided", () => {
  test("is unknown at once: no code is asked for, as nothing is there that it would go with", async () => {
    const { capture, conversation, pay, state } = await opened();
    psp.loseNext(2);
    expect(await pay()).toEqual(PENDING);
    const scope = { kind: "subject", subject: conversation } as const;
    expect(await at.collector.vault.shred({ tenant: "demo", scope, ...ERASED })).toMatchObject({
      records: 1,
      keys: 1,
    });
    at.advance(5_000);
    await resumeCharges(at.collector);
    expect(await state()).toMatchObject({ state: "failed", charge: { state: "unknown" } });
    expect(await endOf(capture)).toMatchObject(UNKNOWN);
  });

  test("is stored under the tenant's new key where the old one is destroyed as it begins", async () => {
    const { capture, pay } = await opened();
    const { vault } = at.collector;
    const scope = { kind: "class", keyClass: "card" } as const;
    const prepare = vault.prepare.bind(vault);
    vi.spyOn(vault, "prepare").mockImplementationOnce(async (request) => {
      const prepared = await prepare(request);
      await vault.shred({ tenant: "demo", scope, ...ERASED });
      return prepared;
    });
    expect(await pay()).toMatchObject({ outcome: "stored", paid: true });
    expect(await endOf(capture)).toMatchObject({ outcome: "completed" });
  });
});

describe("[29] a payment that was taken up again, of which nobody knows whether it was sent", () => {
  test("is not sent twice to a destination that does not know payments again", async () => {
    const { capture, pay } = await opened("once");
    const sent = () => psp.heard.filter(({ url }) => url === "/payments").length;
    const before = sent();
    let release = () => undefined as void;
    psp.holdUntil(new Promise((resolve) => (release = resolve)));
    const paying = pay();
    await vi.waitUntil(() => sent() === before + 1);
    at.advance(LEASE + 5_000);
    await resumeCharges(at.collector);
    expect(sent()).toBe(before + 1);
    expect(await endOf(capture)).toMatchObject(UNKNOWN);
    release();
    expect(await paying).toMatchObject({ code: "capture_over" });
  });

  test("is not called declined because the destination cannot be reached now", async () => {
    const { capture, pay, state } = await opened();
    psp.loseNext(2);
    expect(await pay()).toEqual(PENDING);
    // As a process left it that died before the answer came; since then the destination is away.
    await at.collector.database.withTenant(
      "demo",
      (sql) => sql`
        update collector_charge set tries = 0, destination = 'gone', next_at = 1 where capture = ${capture}`,
    );
    await resumeCharges(at.collector);
    expect(await state()).toMatchObject({ state: "open", charge: { state: "pending" } });
  });
});

test("a customer who comes back from the bank before its word has come is not left waiting: it is asked again", async () => {
  const { capture, pay } = await opened("psp", CHALLENGED);
  expect(await pay()).toMatchObject({ charge: { state: "challenge" } });
  await fetch(`${at.url}/challenge/${capture}/return`);
  psp.passChallenge(true);
  const goOn = async () => {
    at.advance(2_000);
    await resumeCharges(at.collector);
    return at.gateway.of(capture).some(({ type }) => type === "capture.ended");
  };
  await vi.waitUntil(goOn, { timeout: 10_000, interval: 50 });
  psp.passChallenge(false);
  expect(await endOf(capture)).toMatchObject({ outcome: "completed" });
});

test.each([new AuditError("log_differs"), new VaultError("root_unavailable")])(
  "[CAP1] while values cannot be opened ($code) nothing is sent, the customer may try again, and who leaves is let go",
  async (error) => {
    const { capture, pay, state } = await opened();
    const before = psp.heard.length;
    vi.spyOn(at.collector.vault, "use").mockReturnValueOnce({
      open: () => Promise.reject(error),
      settle: () => Promise.resolve(),
    });
    const later = { state: "declined", reason: "try_later" };
    expect(await pay()).toMatchObject({ charge: later });
    expect(await state()).toMatchObject({ state: "open", charge: later });
    expect(psp.heard.length).toBe(before);
    await at.command({ command: "void", tenant: "demo", capture, intent: "cancelled" });
    expect(await endOf(capture)).toMatchObject({ outcome: "cancelled" });
  },
);

test("a pointer, of which nothing is kept, is not paid with", async () => {
  const template = { ...cardTemplate, charge: { destination: "psp" } };
  const capture = createId("cap", crypto.getRandomValues(new Uint8Array(16)));
  for (const more of [
    { template, tokenType: "pointer" },
    { template: { ...template, token: "pointer" } },
  ]) {
    expect(await at.command(at.registration(capture, more))).toMatchObject({
      status: 422,
      body: { code: "unsupported_template" },
    });
  }
});
