import { randomBytes } from "node:crypto";
import { type Facts, ForwardError, type Meaning, runStep } from "@aside/forward";
import { codeOf, faultPoint, whereOf } from "@aside/service";
import { VaultError } from "@aside/vault";
import { isInDoubt } from "../audit/is-in-doubt.ts";
import type { Collector } from "../collector.ts";
import { type Charge, latestCharge, MOST_ATTEMPTS } from "./charge.ts";

/** While somebody has taken an attempt up, nobody else does. Longer than the longest exchange. */
export const LEASE = 90_000;
const MOST_TRIES = 8;
const LOOK_AGAIN = 5_000;
/** This process, whose memory has the security codes that it took. */
export const NODE = `node_${randomBytes(8).toString("hex")}`;

type Decision = { state: Charge["state"] } & Record<string, string | number | null>;

/**
 * Takes the latest attempt of a capture one step further, under the one idempotency key that it has for good, and writes what came of it.
 * An answer that was lost is asked for again; it is never called a decline. Never throws: what cannot be decided now stays as it is.
 *
 * @param options.resumed whoever had it before may have sent it
 */
export async function attemptCharge(
  tenant: string,
  capture: string,
  collector: Collector,
  { resumed }: { resumed: boolean } = { resumed: false },
): Promise<void> {
  try {
    const charge = await latestCharge(tenant, capture, collector);
    if (charge === null) return;
    const undecided = ["sending", "challenge", "code_wanted"].includes(charge.state);
    if (undecided) await decide(charge, await nextStep(charge, resumed, collector), collector);
    const now = await latestCharge(tenant, capture, collector);
    if (now !== null) await clearUp(now, collector);
  } catch (error) {
    collector.log("charge late", { capture, error: codeOf(error), where: whereOf(error) });
  }
}

async function nextStep(charge: Charge, resumed: boolean, collector: Collector): Promise<Decision> {
  const { state, leaving, reference } = charge;
  if (state === "code_wanted") return { state: leaving === null ? state : "failed" };
  const finishes = state === "challenge" || (reference !== null && charge.tries > 0);
  // To a destination that does not know a payment again it is not sent twice.
  if (resumed && !finishes && !isRepeatable(charge, collector)) return { state: "failed" };
  const first = await step(finishes ? "finish" : "pay", { ...charge, resumed }, collector);
  if (first.state !== "challenge" || leaving === null) return first;
  // The customer or the agent has left: a challenge that nobody will take is called off, so that it cannot be paid later.
  const over: Decision = { state: "declined", reason: "try_later" };
  const called = await step("cancel", { ...charge, resumed }, collector);
  if (called.state === "challenge" || called.state === "declined") return over;
  // It could not be called off: it may have been paid in this moment.
  const last = await step("finish", { ...charge, resumed }, collector);
  return last.state === "authorised" ? last : { state: "failed" };
}

async function step(
  name: "pay" | "finish" | "cancel",
  charge: Charge & { resumed: boolean },
  collector: Collector,
): Promise<Decision> {
  const { tenant, capture, attempt, token, tries } = charge;
  const to = collector.destinations.find(tenant, charge.destination);
  if (to?.destination.charge === undefined) return { state: "failed" };
  const { open } = collector.vault.use({ tenant, ...nameOfUse(charge) });
  const later = collector.now() + Math.min(60_000, 1_000 * 2 ** tries);
  const unknown: Decision =
    to.destination.charge.repeatable && tries < MOST_TRIES
      ? { state: name === "pay" ? "sending" : charge.state, nextAt: later }
      : { state: "failed" };
  try {
    const meaning = await runStep(
      name,
      { token, idempotencyKey: `${capture}-${attempt}`, facts: factsOf(charge, collector) },
      { ...to, open },
    );
    faultPoint("charge: answered");
    return meaning.means === "pending"
      ? { ...unknown, reference: meaning.reference }
      : decisionOf(meaning, nextLook(name, charge, collector.now()));
  } catch (error) {
    if (error instanceof VaultError && error.code === "not_found") {
      // With the code it would open, unless the record was erased meanwhile.
      const lacksCode = !collector.vault.codes.has({ tenant, token });
      return lacksCode && (await collector.vault.isThere({ tenant, token }))
        ? { state: "code_wanted" }
        : { state: "failed" };
    }
    // Of the vault: its root is away, or the tenant's audit log is in doubt. Nothing was opened, so nothing was sent.
    const known = error instanceof ForwardError || error instanceof VaultError || isInDoubt(error);
    if (!known) throw error;
    const sent = error instanceof ForwardError && error.sent;
    const code = codeOf(error);
    collector.log("forward failed", { tenant, destination: charge.destination, error: code });
    // The plan has no such step, or the challenge has not come back yet.
    if (name !== "pay" && !sent && ["not_allowed", "value_unfit"].includes(code)) {
      return { state: "challenge", nextAt: null };
    }
    // Nothing arrived there, now or before: the customer may try again.
    const never = !sent && tries === 0 && !charge.resumed && name === "pay";
    return never ? { state: "declined", reason: "try_later" } : unknown;
  }
}

function isRepeatable({ tenant, destination }: Charge, { destinations }: Collector): boolean {
  return destinations.find(tenant, destination)?.destination.charge?.repeatable === true;
}

/** When a challenge is looked at again. Who has come back from it may be ahead of the bank's own word. */
function nextLook(
  name: "pay" | "finish" | "cancel",
  { leaving }: Charge,
  now: number,
): number | null {
  if (leaving !== null) return now;
  return name === "finish" ? now + LOOK_AGAIN : null;
}

function decisionOf(
  meaning: Exclude<Meaning, { means: "pending" }>,
  nextAt: number | null,
): Decision {
  switch (meaning.means) {
    case "authorised":
      return { state: "authorised", reference: meaning.reference };
    case "declined":
      return { state: "declined", reason: meaning.reason, reference: meaning.reference };
    case "challenge":
      return { state: "challenge", url: meaning.url, reference: meaning.reference, nextAt };
    case "failed":
      return { state: "failed" };
  }
}

async function decide(charge: Charge, decision: Decision, collector: Collector): Promise<void> {
  const { tenant, capture, attempt } = charge;
  const now = collector.now();
  await collector.database.withTenant(
    tenant,
    (sql) => sql`
      select collector_charge_decide(${now}, ${MOST_ATTEMPTS}, ${capture}, ${attempt}, ${sql.json(decision)})`,
  );
  faultPoint("charge: decided");
  collector.metrics.charged.add(1, { state: decision.state });
  collector.log("charge", { tenant, capture, state: decision.state });
  collector.wake(capture);
}

/** Burns the code of a payment that is decided, and erases what was not paid with. */
async function clearUp(charge: Charge, collector: Collector): Promise<void> {
  const { tenant, capture, attempt, token, state } = charge;
  if (!["authorised", "declined", "failed"].includes(state)) return;
  const use = nameOfUse(charge);
  await collector.vault.settle({ tenant, token, ...use, outcome: "used" });
  if (state !== "authorised") {
    await collector.vault.erase({ tenant, token, actor: use.actor, reference: use.reference });
  }
  await collector.database.withTenant(
    tenant,
    (sql) => sql`
      update collector_charge set next_at = null
      where tenant = ${tenant} and capture = ${capture} and attempt = ${attempt}`,
  );
}

function nameOfUse({ destination, capture, attempt }: Charge) {
  return { actor: destination, reference: `${capture}.${attempt}`, purpose: "charge" };
}

function factsOf(charge: Charge, { collectorUrl }: Collector): Facts {
  const { capture, attempt, amount, reference, returned } = charge;
  const { minor, currency } = amount;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return {
    capture,
    attempt,
    "amount.minor": minor,
    "amount.major": (minor / 10 ** digits).toFixed(digits),
    "amount.currency": currency,
    "amount.currency.lower": currency.toLowerCase(),
    "return.url": `${collectorUrl}/challenge/${capture}/return`,
    ...(reference !== null && { reference }),
    ...Object.fromEntries(
      Object.entries(returned).map(([name, text]) => [`return.${name}`, text] as const),
    ),
  };
}
