import type { Database } from "@aside/postgres";
import type { WebhookJob, Webhooks } from "./journal.ts";

export function createWebhooks(database: Database): Webhooks {
  return {
    async claimDue({ now, limit, leaseMs, except = [] }) {
      return await database.acrossTenants(
        (sql) => sql<WebhookJob[]>`
          update webhook_outbox o set attempts = o.attempts + 1, next_at = ${now + leaseMs}
          from (
            select tenant, conversation, seq from webhook_outbox
            where done_at is null and next_at <= ${now} and tenant = (
              select tenant from webhook_outbox
              where done_at is null and next_at <= ${now} and tenant <> all(${[...except]}::text[])
              order by next_at limit 1
            )
            order by next_at limit ${limit} for update skip locked
          ) taken
          where o.tenant = taken.tenant and o.conversation = taken.conversation and o.seq = taken.seq
          returning o.tenant, o.conversation, o.seq, o.attempts`,
      );
    },
    async waiting(most) {
      const [row] = await database.acrossTenants(
        (sql) => sql<{ count: number }[]>`
          select count(*)::int from (select 1 from webhook_outbox where done_at is null limit ${most}) open`,
      );
      return row?.count ?? 0;
    },
    async done({ tenant, conversation, seq, now }) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          update webhook_outbox set done_at = ${now}
          where tenant = ${tenant} and conversation = ${conversation} and seq = ${seq} and done_at is null`,
      );
    },
    async retryAt({ tenant, conversation, seq, at }) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          update webhook_outbox set next_at = ${at}
          where tenant = ${tenant} and conversation = ${conversation} and seq = ${seq} and done_at is null`,
      );
    },
    async forget({ before, limit }) {
      const { count } = await database.acrossTenants(
        (sql) => sql`
          delete from webhook_outbox where (tenant, conversation, seq) in (
            select tenant, conversation, seq from webhook_outbox
            where done_at < ${before} order by done_at limit ${limit})`,
      );
      return count;
    },
  };
}
