import type { ActRequest, Recorder } from "@aside/audit";
import type { Sql } from "@aside/postgres";
import { isTokenOf } from "./token.ts";

/** Who acts, and to what it belongs: a name and an id, never text of a customer. */
export interface By {
  actor: string;
  reference: string;
}

/** What can be done to a value. */
export type AccessAction = "stored" | "read" | "used" | "released" | "burnt" | "erased" | "expired";

/** One act: who did what to which value, for what, and what came of it. Ids and closed words only, never a value. */
export interface AccessEntry {
  tenant: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** A destination's id, an operator's name, `collector`. */
  actor: string;
  action: AccessAction;
  /** Null where the act is about more than one value, or about a text that is no token. */
  token: string | null;
  field: string | null;
  /** Why: `forward`, `reveal`, `capture`, `retention`, ... */
  purpose: string;
  /** What it belongs to: an id of a forward, a capture, a request of a data subject. */
  reference: string;
  result: "done" | "not_found";
}

/**
 * The one way by which an act goes on record, inside the transaction that does it: if this fails, nothing was done (AUD1).
 * Where SQL does the act, as `vault_put` does, {@link actOf} is covered first and passed to `audit_record`.
 */
export async function recordAccess(
  sql: Sql,
  audit: Recorder,
  ...entries: readonly AccessEntry[]
): Promise<void> {
  await audit.record(sql, ...entries.map(actOf));
}

/** A text that is no token of the tenant's is not written down: it may be anything, a card number too. */
export function actOf({ token, ...entry }: AccessEntry): ActRequest {
  const known = token !== null && isTokenOf(entry.tenant, token);
  return { ...entry, subject: known ? token : "-" };
}
