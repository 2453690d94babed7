import type { Sql } from "@aside/postgres";

/** What can be done to a value or to the keys it lies under. */
export type AccessAction =
  | "stored"
  | "read"
  | "used"
  | "released"
  | "burnt"
  | "erased"
  | "expired"
  | "shredded"
  | "exported"
  | "rotated";

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
 * SQL that stores a record calls the same function, `vault_record_access`.
 */
export async function recordAccess(sql: Sql, entry: AccessEntry): Promise<void> {
  await sql`select vault_record_access(${sql.json({ ...entry })})`;
}
