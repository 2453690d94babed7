import type { ActRequest, Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { Vault } from "@aside/vault";
import type { SharedBuckets } from "../limits/shared-buckets.ts";

/** What every verb of the reveal works with. */
export interface Reveal {
  readonly database: Database;
  readonly audit: Recorder;
  readonly vault: Vault;
  readonly now: () => number;
  /** The exact origin that custodians reach the collector at; its host is what passkeys are bound to. */
  readonly origin: string;
  readonly buckets: SharedBuckets;
  /** Requests of one custodian in 24 hours. */
  readonly perDay: number;
}

/** A custodian who has signed in. */
export interface Custodian {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
}

/** How long an approver has, and then how long the requester has to look. */
export const DECIDE_WITHIN = 15 * 60_000;
export const VIEW_WITHIN = 10 * 60_000;

/** The clocks of two collectors, and one clock that is set, may differ by this. */
export const APART = 60_000;

/** Whether what was made for so long is good: its time is not over, and was not made longer by a clock that was put back since. */
export function isGood(until: number, life: number, now: number): boolean {
  return until > now && until <= now + life + APART;
}

/** An act of a custodian's on a request. */
export function actOf(
  who: Pick<Custodian, "tenant" | "id">,
  action: string,
  about: { subject: string; field: string | null; reference: string; at: number },
  result: ActRequest["result"] = "done",
): ActRequest {
  return {
    tenant: who.tenant,
    actor: `custodian:${who.id}`,
    action,
    purpose: "reveal",
    result,
    ...about,
  };
}
