import type { Database } from "@aside/postgres";
import { readSecret } from "./secrets.ts";

/** The tenant that an API key belongs to; null where it belongs to none. */
export async function tenantOfKey(database: Database, presented: string): Promise<string | null> {
  const bearer = readSecret("ask", presented);
  if (bearer === null) return null;
  const rows = await database.withTenant(
    bearer.tenant,
    (sql) => sql`
      select 1 from api_key where tenant = ${bearer.tenant} and hash = ${bearer.hash}`,
  );
  return rows.length === 1 ? bearer.tenant : null;
}
