import type { ActRequest, Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";

/** What the collector itself knows of a tenant; the gateway cannot change it. */
export interface Tenant {
  id: string;
  name: string;
  /** Exact origins of pages that may embed the form. */
  parentOrigins: string[];
  privacyUrl: string | null;
  locale: string;
}

export async function findTenant(database: Database, id: string): Promise<Tenant | null> {
  const [row] = await database.withoutTenant(
    (sql) => sql<Tenant[]>`
      select id, name, parent_origins as "parentOrigins", privacy_url as "privacyUrl", locale
      from collector_tenant where id = ${id} and enabled`,
  );
  return row ?? null;
}

/** Whether there is one, also one that was disabled: it has a log. */
export async function isTenant(database: Database, id: string): Promise<boolean> {
  const rows = await database.withoutTenant(
    (sql) => sql`select 1 from collector_tenant where id = ${id}`,
  );
  return rows.length > 0;
}

/** Makes a tenant, or changes one and opens it again. */
export async function putTenant(
  database: Database,
  audit: Recorder,
  tenant: Tenant,
): Promise<void> {
  const { id, name, parentOrigins, privacyUrl, locale } = tenant;
  await database.withTenant(id, async (sql) => {
    const changed = await sql`
      insert into collector_tenant as t (id, name, parent_origins, privacy_url, locale)
      values (${id}, ${name}, ${parentOrigins}, ${privacyUrl}, ${locale})
      on conflict (id) do update set name = excluded.name, parent_origins = excluded.parent_origins,
        privacy_url = excluded.privacy_url, locale = excluded.locale, enabled = true
      where (t.name, t.parent_origins, t.privacy_url, t.locale, t.enabled) is distinct from
        (excluded.name, excluded.parent_origins, excluded.privacy_url, excluded.locale, true)
      returning 1`;
    if (changed.length > 0) await audit.record(sql, actOn(id, "tenant.put"));
  });
}

/** From now on no capture of the tenant's is registered or opened. @returns whether there was one */
export async function disableTenant(
  database: Database,
  audit: Recorder,
  id: string,
): Promise<boolean> {
  return await database.withTenant(id, async (sql) => {
    const rows =
      await sql`update collector_tenant set enabled = false where id = ${id} and enabled returning 1`;
    if (rows.length > 0) await audit.record(sql, actOn(id, "tenant.disabled"));
    return rows.length > 0;
  });
}

/** What an operator did to a tenant, for the log. */
export function actOn(tenant: string, action: string): ActRequest {
  return {
    tenant,
    at: Date.now(),
    actor: "operator",
    action,
    subject: tenant,
    field: null,
    purpose: "administration",
    reference: "command",
    result: "done",
  };
}

/** The demo's shop is served by the gateway. */
export function demoTenant(gatewayUrl: string): Tenant {
  return {
    id: "demo",
    name: "Northwind Outfitters",
    parentOrigins: [gatewayUrl],
    privacyUrl: null,
    locale: "en",
  };
}
