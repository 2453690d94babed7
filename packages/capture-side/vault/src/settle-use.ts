import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { type AccessAction, actOf } from "./access.ts";
import type { CodeStore } from "./code-store.ts";
import type { UseName } from "./find-values.ts";

/** What became of a use of a token, i.e. of what was opened under one reference. */
export interface Settlement extends UseName {
  token: string;
  /** `used`: an authorization completed, approved or declined. `not_used`: none did, and another use may begin. */
  outcome: "used" | "not_used";
}

/**
 * Ends a use. `used` burns the security code at once and erases what a `one_time` token stands for; `not_used` lets go of a
 * `one_time` token, and the code stays for its 15 minutes. A use that is never settled keeps its token taken.
 */
export async function settleUse(
  { outcome, ...settlement }: Settlement,
  using: { database: Database; audit: Recorder; codes: CodeStore; now: number },
): Promise<void> {
  const { tenant, token, reference } = settlement;
  const { audit, database, codes, now: at } = using;
  const acts = (action: AccessAction) =>
    JSON.stringify(audit.cover(actOf({ ...settlement, at, field: null, action, result: "done" })));
  if (outcome === "not_used") {
    await database.once(
      (sql) => sql`
        select vault_release(${tenant}, ${token}, ${reference}, ${acts("released")}::text::jsonb)`,
    );
    return;
  }
  const burnt = codes.burn({ tenant, token });
  await database.once(
    (sql) => sql`
      select vault_spend(${tenant}, ${token}, ${reference}, ${burnt ? acts("burnt") : "[]"}::text::jsonb,
        ${acts("used")}::text::jsonb)`,
  );
}
