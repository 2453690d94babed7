import type { Database } from "@aside/postgres";

/** Whether a record is there and can be opened by its key: it is not once it was erased. */
export async function isThere(
  { tenant, token }: { tenant: string; token: string },
  database: Database,
): Promise<boolean> {
  const rows = await database.withTenant(
    tenant,
    (sql) => sql`
      select 1 from vault_record r join vault_keys.dek d on d.tenant = r.tenant and d.record = r.id
      where r.tenant = ${tenant} and r.token = ${token}`,
  );
  return rows.length > 0;
}
