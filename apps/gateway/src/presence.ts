import type { Database, Sql } from "@aside/postgres";
import type { AgentLine } from "./conversation/conversation.ts";
import type { Egress } from "./egress/egress.ts";
import type { CustomerSessions } from "./tenants/customer-sessions.ts";

/** Which agents are connected to any node, which processes serve, and when customers were last here. */
export interface Presence {
  came(line: AgentLine): void;
  gone(line: AgentLine): void;
  online(tenant: string): ReadonlySet<string>;
  /** The same, asked of the database: also where no console of the tenant is connected here. */
  connected(tenant: string): Promise<ReadonlySet<string>>;
  /** Processes that serve the same journal and were heard of lately. */
  alive(): ReadonlySet<string>;
  /** Says that this process and those connected to it are there, and hears of the others. Called every second. */
  beat(customers: ReadonlyMap<string, readonly string[]>): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const NODE_DEAD = 6_000;
const AGENT_GONE = 15_000;
const CUSTOMERS_EVERY = 20_000;

export function createPresence(options: {
  readonly database: Database;
  readonly egress: Egress;
  readonly customerSessions: CustomerSessions;
  readonly node: string;
  /** Where this process lives: one process at a time lives there, so what is left of an earlier one is dead. */
  readonly home: string;
  readonly now: () => number;
}): Presence {
  const { database, egress, customerSessions, node, home, now } = options;
  const told = new Map<string, Set<string>>();
  let nodes: ReadonlySet<string> = new Set([node]);
  let customersAt = 0;

  const here = (tenant: string) =>
    new Set(Array.from(egress.lines(tenant), (line) => line.agent.id));
  const tell = (tenant: string, agent: string, online: boolean) => {
    for (const line of egress.lines(tenant))
      egress.tell(line, { type: "agent-online", agent, online });
  };
  const update = (tenant: string, elsewhere: Iterable<string>) => {
    const before = told.get(tenant) ?? new Set();
    const after = new Set([...elsewhere, ...here(tenant)]);
    told.set(tenant, after);
    for (const agent of after) if (!before.has(agent)) tell(tenant, agent, true);
    for (const agent of before) if (!after.has(agent)) tell(tenant, agent, false);
  };
  const elsewhere = async (sql: Sql, tenant: string, at: number) =>
    await sql<{ agent: string }[]>`
      select distinct agent from agent_presence
      where tenant = ${tenant} and node <> ${node} and seen_at >= ${at - AGENT_GONE}`;
  const say = async (tenant: string, at: number) => {
    const agents = [...here(tenant)];
    const rows = await database.withTenant(tenant, async (sql) => {
      await sql`delete from agent_presence where tenant = ${tenant}
          and (seen_at < ${at - AGENT_GONE * 4} or (node = ${node} and not agent = any (${agents}::text[])))`;
      await sql`
          insert into agent_presence (tenant, agent, node, seen_at)
          select ${tenant}, agent, ${node}, ${at} from unnest(${agents}::text[]) as agent
          on conflict (tenant, agent, node) do update set seen_at = excluded.seen_at`;
      return await elsewhere(sql, tenant, at);
    });
    update(
      tenant,
      rows.map((row) => row.agent),
    );
  };

  return {
    came({ tenant, agent }) {
      const known = told.get(tenant) ?? new Set();
      told.set(tenant, known);
      if (known.has(agent.id)) return;
      known.add(agent.id);
      tell(tenant, agent.id, true);
    },
    gone({ tenant, agent }) {
      if (here(tenant).has(agent.id)) return;
      if (told.get(tenant)?.delete(agent.id)) tell(tenant, agent.id, false);
      if (egress.lines(tenant).size === 0) told.delete(tenant);
    },
    online: (tenant) => told.get(tenant) ?? new Set(),
    async connected(tenant) {
      const rows = await database.withTenant(tenant, (sql) => elsewhere(sql, tenant, now()));
      return new Set([...rows.map((row) => row.agent), ...here(tenant)]);
    },
    alive: () => nodes,
    async beat(customers) {
      const at = now();
      nodes = await database.withoutTenant(async (sql) => {
        await sql`
          insert into node (id, home, seen_at) values (${node}, ${home}, ${at})
          on conflict (id) do update set seen_at = excluded.seen_at`;
        await sql`delete from node where seen_at < ${at - 3_600_000}`;
        const rows = await sql<
          { id: string }[]
        >`select id from node where seen_at >= ${at - NODE_DEAD}`;
        return new Set(rows.map((row) => row.id));
      });
      for (const tenant of egress.tenants()) await say(tenant, at);
      if (at - customersAt < CUSTOMERS_EVERY) return;
      customersAt = at;
      for (const [tenant, conversations] of customers)
        await customerSessions.seen(tenant, conversations, at);
    },
    async start() {
      await database.withoutTenant(async (sql) => {
        await sql`delete from node where home = ${home}`;
        await sql`insert into node (id, home, seen_at) values (${node}, ${home}, ${now()})`;
      });
    },
    async stop() {
      await database.withoutTenant((sql) => sql`delete from node where id = ${node}`);
    },
  };
}
