import type { Database } from "@aside/postgres";
import type { AgentView } from "@aside/protocol";
import { NOBODY } from "../tenants/agents.ts";
import { createSecret, hashOf, readSecret } from "../tenants/secrets.ts";
import { verifyPassword } from "./passwords.ts";

/** 12 hours without a request, or since the sign-in. */
export const SESSION_LIFETIME = 12 * 3_600_000;

export interface SignedInAgent {
  readonly tenant: string;
  readonly agent: AgentView;
  readonly email: string;
}

export interface AgentSessions {
  /** A new session's secret, or null where address or password are wrong. */
  signIn(
    tenant: string,
    email: string,
    password: string,
  ): Promise<(SignedInAgent & { secret: string }) | null>;
  find(secret: string): Promise<SignedInAgent | null>;
  /** Of these secrets of one tenant those whose session goes on, each with its agent as it is now. It counts as no request. */
  standing(tenant: string, secrets: readonly string[]): Promise<ReadonlyMap<string, AgentView>>;
  signOut(secret: string): Promise<void>;
  list(tenant: string): Promise<readonly AgentView[]>;
}

interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly role: "agent" | "supervisor";
}

type SignedInRow = AgentRow & { readonly email: string };

export function createAgentSessions(
  database: Database,
  now: () => number = Date.now,
): AgentSessions {
  return {
    async signIn(tenant, email, password) {
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql<(SignedInRow & { password: string })[]>`
          select id, name, role, email, password from agent
          where tenant = ${tenant} and email = ${email.toLowerCase()}`,
      );
      if (!(await verifyPassword(password, row?.password ?? null)) || row === undefined)
        return null;
      const secret = createSecret("as", tenant);
      const at = now();
      await database.withTenant(
        tenant,
        (sql) => sql`
          with old as (
            delete from agent_session
            where tenant = ${tenant} and (seen_at < ${at - SESSION_LIFETIME} or created_at < ${at - SESSION_LIFETIME})
          )
          insert into agent_session (tenant, hash, agent, created_at, seen_at)
          values (${tenant}, ${hashOf(secret)}, ${row.id}, ${at}, ${at})`,
      );
      return { tenant, secret, agent: viewOf(row), email: row.email };
    },
    async find(secret) {
      const bearer = readSecret("as", secret);
      if (bearer === null) return null;
      const { tenant, hash } = bearer;
      const oldest = now() - SESSION_LIFETIME;
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql<SignedInRow[]>`
          with found as (
            update agent_session set seen_at = ${now()}
            where tenant = ${tenant} and hash = ${hash} and seen_at >= ${oldest} and created_at >= ${oldest}
            returning tenant, agent
          )
          select a.id, a.name, a.role, a.email from found f join agent a on a.tenant = f.tenant and a.id = f.agent`,
      );
      return row === undefined ? null : { tenant, agent: viewOf(row), email: row.email };
    },
    async standing(tenant, secrets) {
      const names = new Map(secrets.map((secret) => [hashOf(secret).toString("hex"), secret]));
      const oldest = now() - SESSION_LIFETIME;
      const rows = await database.withTenant(
        tenant,
        (sql) => sql<(AgentRow & { hash: string })[]>`
          select a.id, a.name, a.role, encode(s.hash, 'hex') as hash
          from agent_session s join agent a on a.tenant = s.tenant and a.id = s.agent
          where s.tenant = ${tenant} and s.created_at >= ${oldest}
            and s.hash in (select decode(hex, 'hex') from unnest(${[...names.keys()]}::text[]) as hex)`,
      );
      return new Map(rows.map((row) => [names.get(row.hash) ?? "", viewOf(row)]));
    },
    async signOut(secret) {
      const bearer = readSecret("as", secret);
      if (bearer === null) return;
      const { tenant, hash } = bearer;
      await database.withTenant(
        tenant,
        (sql) => sql`delete from agent_session where tenant = ${tenant} and hash = ${hash}`,
      );
    },
    async list(tenant) {
      const rows = await database.withTenant(
        tenant,
        (sql) => sql<AgentRow[]>`
          select id, name, role from agent
          where tenant = ${tenant} and password <> ${NOBODY} order by name, id`,
      );
      return rows.map(viewOf);
    },
  };
}

function viewOf({ id, name, role }: AgentRow): AgentView {
  return { id, name, role };
}
