import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";

/**
 * Whose capture this is, for callers that know nothing but its id.
 *
 * @throws Refusal `unknown_capture`
 */
export async function tenantOf(capture: string, { database }: Collector): Promise<string> {
  const tenant = await database.withoutTenant(async (sql) => {
    const [, rows] = await Promise.all([
      sql`select set_config('app.capture', ${capture}, true)`,
      sql<{ tenant: string }[]>`select tenant from collector_capture where id = ${capture}`,
    ]);
    return rows[0]?.tenant;
  });
  if (tenant === undefined) throw new Refusal("unknown_capture");
  return tenant;
}
