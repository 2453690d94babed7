import type { Database } from "@aside/postgres";
import { inBatches } from "../in-batches.ts";

const DAY = 86_400_000;

/**
 * Removes the gateway's copies of acts that are older than `days` and that the audit log has. What it has not taken stays, however old; a year
 * stays whatever is asked for, by a policy of the table.
 *
 * @returns how many
 */
export async function forgetActs(
  database: Pick<Database, "acrossTenants">,
  { days, now }: { readonly days: number; readonly now: number },
): Promise<number> {
  return await inBatches(async (limit) => {
    const { count } = await database.acrossTenants(
      (sql) => sql`
        delete from audit_act where (tenant, place) in (
          select tenant, place from audit_act
          where told_at is not null and at < ${now - days * DAY} order by at limit ${limit})`,
    );
    return count;
  });
}
