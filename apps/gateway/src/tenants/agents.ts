import { randomBytes } from "node:crypto";
import type { Database, Sql } from "@aside/postgres";
import { hashPassword } from "../sign-in/passwords.ts";

export interface AgentOfTenant {
  readonly email: string;
  readonly name: string;
  readonly role: "agent" | "supervisor";
}

/** No hash, so nobody's password: whoever has it stays in the history of conversations and signs in no more. */
export const NOBODY = "removed";

/**
 * Makes an agent, or changes one of the same address.
 *
 * @param password null leaves the password of one that is there
 * @param fallback the password of a new one when `password` is null
 */
export async function putAgent(
  database: Database,
  tenant: string,
  { email, name, role }: AgentOfTenant,
  password: string | null,
  fallback: string,
): Promise<"made" | "changed" | "no tenant"> {
  const hash = await hashPassword(password ?? fallback);
  const id = `agt_${randomBytes(10).toString("hex")}`;
  return await database.withTenant(tenant, async (sql) => {
    const [home] = await sql`select 1 from tenant where tenant = ${tenant}`;
    if (home === undefined) return "no tenant";
    const [known] = await sql<{ password: string }[]>`
      select password from agent where tenant = ${tenant} and email = ${email} for update`;
    const made = known === undefined || known.password === NOBODY;
    const kept = made || password !== null ? hash : known.password;
    await sql`
      insert into agent (tenant, id, email, name, role, password)
      values (${tenant}, ${id}, ${email}, ${name}, ${role}, ${kept})
      on conflict (tenant, email) do update set name = ${name}, role = ${role}, password = ${kept}`;
    if (password !== null) await endSessions(sql, tenant, email);
    return made ? "made" : "changed";
  });
}

/** Ends an agent's sessions for good. @returns whether there was one */
export async function removeAgent(
  database: Database,
  tenant: string,
  email: string,
): Promise<boolean> {
  return await database.withTenant(tenant, async (sql) => {
    const rows = await sql`
      update agent set password = ${NOBODY} where tenant = ${tenant} and email = ${email} returning 1`;
    await endSessions(sql, tenant, email);
    return rows.length > 0;
  });
}

export async function listAgents(
  database: Database,
  tenant: string,
): Promise<readonly AgentOfTenant[]> {
  return await database.withTenant(
    tenant,
    (sql) => sql<AgentOfTenant[]>`
      select email, name, role from agent where tenant = ${tenant} and password <> ${NOBODY} order by email`,
  );
}

async function endSessions(sql: Sql, tenant: string, email: string): Promise<void> {
  await sql`
    delete from agent_session s using agent a
    where s.tenant = ${tenant} and a.tenant = s.tenant and a.id = s.agent and a.email = ${email}`;
}
