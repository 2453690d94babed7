import type { ChargeState, DeclineReason } from "@aside/protocol";
import type { Collector } from "../collector.ts";

/** How many cards may be tried in one capture. */
export const MOST_ATTEMPTS = 5;

/** One attempt to pay, as the database has it. */
export interface Charge {
  tenant: string;
  capture: string;
  attempt: number;
  token: string;
  destination: string;
  amount: { minor: number; currency: string };
  display: string;
  state: "sending" | "challenge" | "code_wanted" | "authorised" | "declined" | "failed";
  reason: DeclineReason | null;
  reference: string | null;
  challengeUrl: string | null;
  returned: Record<string, string>;
  leaving: string | null;
  tries: number;
}

/** The latest attempt of a capture; null where there was none. */
export async function latestCharge(
  tenant: string,
  capture: string,
  { database }: Collector,
): Promise<Charge | null> {
  const [row] = await database.withTenant(
    tenant,
    (sql) => sql<Charge[]>`
      select tenant, capture, attempt, token, destination, amount, display, state, reason, reference,
        challenge_url as "challengeUrl", returned, leaving, tries
      from collector_charge where tenant = ${tenant} and capture = ${capture} order by attempt desc limit 1`,
  );
  return row ?? null;
}

/** What the customer's form hears of it; null where it hears of the capture's end instead. */
export function chargeStateOf({ state, reason, leaving }: Charge): ChargeState | null {
  switch (state) {
    case "sending":
      return { state: "pending" };
    case "challenge":
    case "code_wanted":
      return { state: leaving === null ? state : "pending" };
    case "declined":
      return { state: "declined", reason: reason ?? "card_declined" };
    case "failed":
      return { state: "unknown" };
    case "authorised":
      return null;
  }
}
