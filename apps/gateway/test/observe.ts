import { Agent, Customer } from "./clients.ts";
import type { Node, System } from "./system.ts";

/** A conversation on two nodes, and what is on record of it. */
export interface Observed {
  /** A customer at the first node, and an agent at this one (at another where none is named), who has taken the conversation. */
  meet(node?: Node): Promise<{ customer: Customer; agent: Agent; id: string }>;
  /** The journal's rows. */
  rows(conversation: string): Promise<unknown[]>;
  /** What a tenant's server gets: JSON, or an export's text. */
  api(path: string): Promise<unknown>;
  incidents(conversation: string): Promise<unknown[]>;
}

export function observe(system: System, other: Node): Observed {
  return {
    async meet(node = other) {
      const customer = await Customer.in(system.node.url);
      const agent = await Agent.in(node.url);
      await agent.take(customer.conversation);
      return { customer, agent, id: customer.conversation };
    },
    async rows(conversation) {
      const found = await system.node.database.withTenant(
        "demo",
        (sql) =>
          sql`select seq, event from journal where conversation = ${conversation} order by seq`,
      );
      return [...found];
    },
    async api(path) {
      const response = await fetch(system.node.url + path, {
        headers: { authorization: `Bearer ${system.apiKey}` },
      });
      const text = await response.text();
      return path.includes("/export") || path.includes("transcript") ? text : JSON.parse(text);
    },
    async incidents(conversation) {
      const found = await system.node.database.withTenant(
        "demo",
        (sql) => sql`
          select kind, speaker, types, lengths, cardinality(purged) as purged, agent from incident
          where conversation = ${conversation} order by seq`,
      );
      return [...found];
    },
  };
}
