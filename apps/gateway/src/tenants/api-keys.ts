import type { Database } from "@aside/postgres";
import { createSecret, hashOf, readSecret } from "./secrets.ts";

/** An API key by its name, and whose it is. */
export interface KnownKey {
  readonly tenant: string;
  readonly name: string;
}

/** Null where there is no such key. */
export async function findKey(database: Database, presented: string): Promise<KnownKey | null> {
  const bearer = readSecret("ask", presented);
  if (bearer === null) return null;
  const [row] = await database.withTenant(
    bearer.tenant,
    (sql) => sql<{ name: string }[]>`
      select name from api_key where tenant = ${bearer.tenant} and hash = ${bearer.hash}`,
  );
  return row === undefined ? null : { tenant: bearer.tenant, name: row.name };
}

/** A new key. Its secret is in the answer and nowhere else. */
export async function makeKey(
  database: Database,
  tenant: string,
  name: string,
  now: number,
): Promise<{ readonly secret: string } | "no tenant" | "taken"> {
  const secret = createSecret("ask", tenant);
  return await database.withTenant(tenant, async (sql) => {
    const [home] = await sql`select 1 from tenant where tenant = ${tenant} for update`;
    if (home === undefined) return "no tenant";
    const [known] = await sql`select 1 from api_key where tenant = ${tenant} and name = ${name}`;
    if (known !== undefined) return "taken";
    await sql`
      insert into api_key (tenant, hash, name, created_at)
      values (${tenant}, ${hashOf(secret)}, ${name}, ${now})`;
    return { secret };
  });
}

/** @returns whether there was one of that name */
export async function revokeKey(
  database: Database,
  tenant: string,
  name: string,
): Promise<boolean> {
  const rows = await database.withTenant(
    tenant,
    (sql) => sql`delete from api_key where tenant = ${tenant} and name = ${name} returning 1`,
  );
  return rows.length > 0;
}

export async function listKeys(
  database: Database,
  tenant: string,
): Promise<readonly { readonly name: string; readonly createdAt: number }[]> {
  const rows = await database.withTenant(
    tenant,
    (sql) => sql<{ name: string; created_at: string }[]>`
      select name, created_at from api_key where tenant = ${tenant} order by name`,
  );
  return rows.map(({ name, created_at }) => ({ name, createdAt: Number(created_at) }));
}
