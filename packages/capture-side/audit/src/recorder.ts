import { randomUUID } from "node:crypto";
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
   * @throws AuditError `act_invalid`; `log_differs` for an act that opens a value of a tenant whose log is in doubt
   */
  record(sql: Sql, ...acts: readonly ActRequest[]): Promise<void>;
  /**
   * For a transaction that is a function in SQL: pass these to `audit_record`.
   *
   * @throws AuditError as `record` does
   */
  cover(...acts: readonly ActRequest[]): CoveredAct[];
}

/** @param isDoubted whether a tenant's log is not the one that was signed */
export function createRecorder(
  keys: AuditKeys,
  isDoubted: (tenant: string) => boolean = () => false,
): Recorder {
  const cover = (request: ActRequest): CoveredAct => {
    const made = act.safeParse({ ...request, id: createId("act", uniqueBytes()) });
    if (!made.success) throw new AuditError("act_invalid");
    return { ...made.data, mac: Buffer.from(keys.cover(made.data)).toString("base64") };
  };
  const coverAll = (acts: readonly ActRequest[]) => {
    const opening = acts.filter((each) => OPENING.has(each.action) && each.result === "done");
    if (opening.some((each) => isDoubted(each.tenant))) throw new AuditError("log_differs");
    return acts.map(cover);
  };
  return {
    cover: (...acts) => coverAll(acts),
    async record(sql, ...acts) {
      if (acts.length > 0) await sql`select audit_record(${sql.json(coverAll(acts))})`;
    },
  };
}

/** 122 random bits, which Node draws for many at a time. */
function uniqueBytes(): Uint8Array {
  return Buffer.from(randomUUID().replaceAll("-", ""), "hex");
}

/** Acts by which a value is opened. Storing and erasing go on: the log grows, and what is wrong with it is seen all the same. */
const OPENING: ReadonlySet<string> = new Set([
  "read",
  "stray.offered",
  "stray.taken",
  "stray.released",
]);
