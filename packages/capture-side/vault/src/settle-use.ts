import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { actOf, recordAccess } from "./access.ts";
import type { CodeStore } from "./code-store.ts";
import { dropRecords } from "./erase.ts";

/** What became of a use of a token, i.e. of what was opened under one reference. */
export interface Settlement {
  tenant: string;
  token: string;
  actor: string;
  reference: string;
  purpose: string;
  /** `used`: an authorization completed, approved or declined. `not_used`: none did, and another use may begin. */
  outcome: "used" | "not_used";
}

/**
 * Ends a use. `used` burns the security code at once and erases what a `one_time` token stands for; `not_used` lets go of a
 * `one_time` token, and the code stays for its 15 minutes. A use that is never settled keeps its token taken.
 */
export async function settleUse(
  settlement: Settlement,
  using: { database: Database; audit: Recorder; codes: CodeStore; now: number },
): Promise<void> {
  const { tenant, token, actor, reference, purpose, outcome } = settlement;
  const { audit, database, codes, now: at } = using;
  const entry = { tenant, at, actor, token, field: null, purpose, reference } as const;
  if (outcome === "not_used") {
    const acts = audit.cover(actOf({ ...entry, action: "released", result: "done" }));
    await database.once(
      (sql) => sql`
        select vault_release(${tenant}, ${token}, ${reference}, ${JSON.stringify(acts)}::text::jsonb)`,
    );
    return;
  }
  const burnt = codes.burn({ tenant, token });
  await database.withTenant(tenant, async (sql) => {
    if (burnt) await recordAccess(sql, audit, { ...entry, action: "burnt", result: "done" });
    const spent = await sql<{ id: string }[]>`
      select id from vault_record
      where tenant = ${tenant} and token = ${token} and token_type = 'one_time' and used_by = ${reference}`;
    const about = { at, actor, action: "used", purpose, reference } as const;
    await dropRecords(sql, audit, { tenant, ids: spent.map(({ id }) => id), ...about });
  });
}
