import { randomBytes } from "node:crypto";
import { type Act, act } from "@aside/audit-log";
import type { Sql } from "@aside/postgres";
import { createId } from "@aside/protocol";
import type { AuditKeys } from "./audit-keys.ts";
import { AuditError } from "./errors.ts";

/** What was done, by whom, to what, what for. */
export type ActRequest = Omit<Act, "id">;

/** An act with what covers it until it is chained: an element of the argument of the SQL function `audit_record`. */
export type CoveredAct = Act & {
  /** base64 */
  readonly mac: string;
};

/** How acts come into the log. What an act records may be done only once its transaction has committed (AUD1). */
export interface Recorder {
  /**
   * Writes acts within the transaction that does them.
   *
   * @throws AuditError `act_invalid`
   */
  record(sql: Sql, ...acts: readonly ActRequest[]): Promise<void>;
  /**
   * For a transaction that is a function in SQL: pass these to `audit_record`.
   *
   * @throws AuditError `act_invalid`
   */
  cover(...acts: readonly ActRequest[]): CoveredAct[];
}

export function createRecorder(keys: AuditKeys): Recorder {
  const cover = (request: ActRequest): CoveredAct => {
    const made = act.safeParse({ ...request, id: createId("act", randomBytes(16)) });
    if (!made.success) throw new AuditError("act_invalid");
    return { ...made.data, mac: Buffer.from(keys.cover(made.data)).toString("base64") };
  };
  return {
    cover: (...acts) => acts.map(cover),
    async record(sql, ...acts) {
      if (acts.length === 0) return;
      await sql`select audit_record(${sql.json(acts.map(cover))})`;
    },
  };
}
