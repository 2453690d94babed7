import type { Database } from "@aside/postgres";
import { createSecret, hashOf, readSecret } from "./secrets.ts";

/** A customer's bearer secret and the one conversation it stands for now. */
export interface CustomerSession {
  readonly secret: string;
  readonly conversation: string;
}

export interface CustomerSessions {
  /** Null where the secret is unknown, or another tenant's. */
  find(tenant: string, secret: string): Promise<CustomerSession | null>;
  create(tenant: string, conversation: string, at: number): Promise<CustomerSession>;
  /** The session goes on with another conversation. */
  move(tenant: string, secret: string, conversation: string, at: number): Promise<CustomerSession>;
  /** Some tab of these conversations' customers is connected to this node. */
  seen(tenant: string, conversations: readonly string[], at: number): Promise<void>;
  /** When a tab of the conversation's customer was last connected anywhere; 0 for never. */
  seenAt(tenant: string, conversation: string): Promise<number>;
  /** Removes those of all tenants that were last seen before `before`, `limit` at the most, and says how many. */
  forget(before: number, limit: number): Promise<number>;
}

export function createCustomerSessions(database: Database): CustomerSessions {
  return {
    async find(tenant, secret) {
      const bearer = readSecret("cs", secret);
      if (bearer === null || bearer.tenant !== tenant) return null;
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql<{ conversation: string }[]>`
          select conversation from customer_session where tenant = ${tenant} and hash = ${bearer.hash}`,
      );
      return row === undefined ? null : { secret, conversation: row.conversation };
    },
    async create(tenant, conversation, at) {
      const secret = createSecret("cs", tenant);
      await database.withTenant(
        tenant,
        (sql) => sql`
          insert into customer_session (tenant, hash, conversation, created_at, seen_at)
          values (${tenant}, ${hashOf(secret)}, ${conversation}, ${at}, ${at})`,
      );
      return { secret, conversation };
    },
    async move(tenant, secret, conversation, at) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          update customer_session set conversation = ${conversation}, seen_at = ${at}
          where tenant = ${tenant} and hash = ${hashOf(secret)}`,
      );
      return { secret, conversation };
    },
    async seen(tenant, conversations, at) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          update customer_session set seen_at = ${at}
          where tenant = ${tenant} and conversation = any (${[...conversations]}::text[])`,
      );
    },
    async seenAt(tenant, conversation) {
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql<{ at: number }[]>`
          select coalesce(max(seen_at), 0) as at from customer_session
          where tenant = ${tenant} and conversation = ${conversation}`,
      );
      return row?.at ?? 0;
    },
    async forget(before, limit) {
      // By an index on when they were made: one on when they were seen would be written with every beat of every tab.
      const { count } = await database.acrossTenants(
        (sql) => sql`
          delete from customer_session where (tenant, hash) in (
            select tenant, hash from customer_session
            where created_at < ${before} and seen_at < ${before} order by created_at limit ${limit})`,
      );
      return count;
    },
  };
}
