import { codeOf } from "@aside/service";
import type { Pool } from "./connect.ts";
import { DatabaseError } from "./errors.ts";

/** The two roles that a process works under; neither owns anything, neither bypasses row-level security. */
export interface Roles {
  /** Everything but sweeps. */
  readonly app: string;
  /** What `acrossTenants` may see: the columns granted to it, under the policies that name it. */
  readonly sweep: string;
}

export function rolesOf(name: string): Roles {
  return { app: `aside_${name}_app`, sweep: `aside_${name}_sweep` };
}

/**
 * Creates the roles that are missing. An embedded server's app role logs in itself; with a URL, the URL's role switches to it.
 *
 * @throws {DatabaseError} `roles_not_allowed` with the statements for an administrator
 */
export async function ensureRoles(sql: Pool, roles: Roles, login: boolean): Promise<void> {
  const create = [
    `create role ${roles.app} ${login ? "login" : "nologin"} noinherit`,
    `create role ${roles.sweep} nologin noinherit`,
  ];
  const [me] = await sql<{ name: string; super: boolean }[]>`
    select rolname as name, rolsuper as super from pg_roles where rolname = current_user`;
  const grants = [
    `grant ${roles.sweep} to ${roles.app}`,
    ...(me === undefined || me.super ? [] : [`grant ${roles.app}, ${roles.sweep} to "${me.name}"`]),
  ];
  const existing = await sql<{ name: string }[]>`
    select rolname as name from pg_roles where rolname in (${roles.app}, ${roles.sweep})`;
  const names = new Set(existing.map((row) => row.name));
  const missing = [roles.app, roles.sweep].flatMap((role, index) =>
    names.has(role) ? [] : (create[index] ?? []),
  );
  const memberships = await sql<{ held: boolean }[]>`
    select coalesce(bool_and(pg_has_role(session_user, oid, 'member')), false) as held
    from pg_roles where rolname in (${roles.app}, ${roles.sweep})`;
  const needed = missing.length > 0 || memberships[0]?.held !== true ? [...missing, ...grants] : [];
  try {
    for (const statement of needed) await sql.unsafe(statement);
    await sql.unsafe(`grant usage on schema public to ${roles.app}, ${roles.sweep}`);
    await sql.unsafe(`revoke create on schema public from public, ${roles.app}, ${roles.sweep}`);
  } catch (cause) {
    if (codeOf(cause) !== "42501") throw cause;
    const statements = [...create, ...grants].map((statement) => `  ${statement};`).join("\n");
    const message = `the database URL's role may not create the roles Aside works under; let an administrator run:\n${statements}`;
    throw new DatabaseError("roles_not_allowed", message, { cause });
  }
}
