import type { Database } from "@aside/postgres";

/** Where a tenant hears how its captures ended. */
export async function webhookOf(database: Database, tenant: string): Promise<string | undefined> {
  const [row] = await database.withTenant(
    tenant,
    (sql) => sql<{ url: string }[]>`select url from webhook_endpoint where tenant = ${tenant}`,
  );
  return row?.url;
}

/** @param url none to hear nothing any more */
export async function putWebhook(
  database: Database,
  tenant: string,
  url: string | undefined,
): Promise<void> {
  await database.withTenant(tenant, async (sql) => {
    if (url === undefined) await sql`delete from webhook_endpoint where tenant = ${tenant}`;
    else
      await sql`insert into webhook_endpoint (tenant, url) values (${tenant}, ${url})
        on conflict (tenant) do update set url = excluded.url`;
  });
}
