import type { Pool } from "./connect.ts";
import { DatabaseError } from "./errors.ts";

/**
 * Refuses a server that could lose what it acknowledged, as this pool's connections see it.
 *
 * @throws {DatabaseError} `unsafe_durability`, `wrong_version`
 */
export async function checkDurability(sql: Pool): Promise<void> {
  const [row] = await sql<{ fsync: string; sync: string; pages: string; version: number }[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
      current_setting('full_page_writes') as pages, current_setting('server_version_num')::int as version`;
  const off = [
    ...(row?.fsync === "on" ? [] : ["fsync"]),
    ...(row === undefined || row.sync === "off" ? ["synchronous_commit"] : []),
    ...(row?.pages === "on" ? [] : ["full_page_writes"]),
  ];
  if (off.length > 0) {
    const message = `PostgreSQL has ${off.join(", ")} off and could lose acknowledged messages: set it on (server, database, role and URL)`;
    throw new DatabaseError("unsafe_durability", message);
  }
  if (row === undefined || row.version < 140_000) {
    throw new DatabaseError("wrong_version", "PostgreSQL 14 or later is needed");
  }
}

/**
 * Refuses a role that row-level security does not hold: superuser, BYPASSRLS, or able to act as an owner of tables here.
 *
 * @throws {DatabaseError} `unsafe_role`
 */
export async function checkRole(sql: Pool, expected: string): Promise<void> {
  const [row] = await sql<{ role: string; unsafe: boolean }[]>`
    select current_user::text as role, rolsuper or rolbypassrls or exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_' and c.relkind in ('r', 'p', 'v', 'm')
        and (c.relowner = r.oid or pg_has_role(r.oid, c.relowner, 'member'))
    ) as unsafe
    from pg_roles r where rolname = current_user`;
  if (row?.role !== expected || row.unsafe) {
    const message =
      `connections run as ${row?.role ?? "nobody"} and must run as ${expected}, which neither owns tables nor bypasses row-level security: ` +
      "remove `role` from the database URL, and a pooler that drops start parameters";
    throw new DatabaseError("unsafe_role", message);
  }
}

/**
 * Refuses a table with a `tenant` column that row-level security does not hold for everybody, its owner included.
 *
 * @throws {DatabaseError} `unprotected_table`
 */
export async function checkTables(sql: Pool): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
    where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_' and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity)
    order by 1`;
  if (rows.length > 0) {
    const names = rows.map((row) => row.name).join(", ");
    throw new DatabaseError(
      "unprotected_table",
      `no forced row-level security on ${names}: call aside_protect in its migration`,
    );
  }
}
