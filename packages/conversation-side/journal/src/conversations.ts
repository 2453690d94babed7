import type { Database } from "@aside/postgres";
import type { ConversationRow, Due, Key, ListQuery, Page, Summary } from "./journal.ts";
import { jsonOf } from "./storable.ts";

export async function get(database: Database, key: Key): Promise<ConversationRow | undefined> {
  const [row] = await database.withTenant(
    key.tenant,
    (sql) => sql<ConversationRow[]>`
      select tenant, id as conversation, last_seq as "lastSeq", phase, agent, due_at as "dueAt", summary,
        created_at as "createdAt", updated_at as "updatedAt"
      from conversation where tenant = ${key.tenant} and id = ${key.conversation}`,
  );
  return row;
}

export async function list(database: Database, query: ListQuery): Promise<Page> {
  const limit = Math.max(1, Math.min(query.limit, 500));
  const before = cursorOf(query.cursor);
  const rows = await database.withTenant(
    query.tenant,
    (sql) => sql<ConversationRow[]>`
      select tenant, id as conversation, last_seq as "lastSeq", phase, agent, due_at as "dueAt", summary,
        created_at as "createdAt", updated_at as "updatedAt"
      from conversation
      where tenant = ${query.tenant}
        ${query.phases === undefined ? sql`` : sql`and phase = any (${[...query.phases]}::text[])`}
        ${query.since === undefined ? sql`` : sql`and created_at >= ${query.since}`}
        ${before === undefined ? sql`` : sql`and (created_at, id) < (${before.at}, ${before.id})`}
      order by created_at desc, id desc limit ${limit}`,
  );
  const last = rows.at(-1);
  return {
    conversations: [...rows],
    cursor:
      last === undefined || rows.length < limit ? null : `${last.createdAt}.${last.conversation}`,
  };
}

export async function flushSummaries(
  database: Database,
  summaries: readonly Summary[],
): Promise<void> {
  const latest = new Map<string, Summary>();
  for (const summary of summaries) {
    const key = `${summary.tenant} ${summary.conversation}`;
    if ((latest.get(key)?.seq ?? 0) < summary.seq) latest.set(key, summary);
  }
  const all = [...latest.values()];
  for (let from = 0; from < all.length; from += 500)
    await flush(database, all.slice(from, from + 500));
}

async function flush(database: Database, summaries: readonly Summary[]): Promise<void> {
  const column = <T>(value: (summary: Summary) => T) => summaries.map(value);
  await database.withTenants(
    [...new Set(column((summary) => summary.tenant))],
    (sql) => sql`
      insert into conversation as c (tenant, id, last_seq, phase, agent, due_at, summary, created_at, updated_at)
      select tenant, id, last_seq, phase, agent, due_at, summary::jsonb, at, at from unnest(
        ${column((summary) => summary.tenant)}::text[], ${column((summary) => summary.conversation)}::text[],
        ${column((summary) => summary.seq)}::bigint[], ${column((summary) => summary.at)}::bigint[],
        ${column((summary) => summary.index.phase)}::text[], ${column((summary) => summary.index.agent)}::text[],
        ${column((summary) => summary.index.dueAt)}::bigint[], ${column((summary) => jsonOf(summary.index.summary))}::text[]
      ) as i (tenant, id, last_seq, at, phase, agent, due_at, summary)
      order by tenant collate "C", id collate "C"
      on conflict (tenant, id) do update set last_seq = excluded.last_seq, phase = excluded.phase, agent = excluded.agent,
        due_at = excluded.due_at, summary = excluded.summary, updated_at = excluded.updated_at
      where excluded.last_seq > c.last_seq`,
  );
}

/** A timer asks over all tenants, and gets keys only. */
export async function due(
  database: Database,
  { now, limit, after }: { now: number; limit: number; after?: Due | undefined },
): Promise<readonly Due[]> {
  return await database.acrossTenants(
    (sql) => sql<Due[]>`
      select tenant, id as conversation, due_at as "dueAt" from conversation
      where due_at <= ${now}
        ${after === undefined ? sql`` : sql`and (due_at, tenant, id) > (${after.dueAt}, ${after.tenant}, ${after.conversation})`}
      order by due_at, tenant, id limit ${limit}`,
  );
}

function cursorOf(cursor: string | undefined): { at: number; id: string } | undefined {
  const match = cursor === undefined ? null : /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(cursor);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { at: Number(match[1]), id: match[2] };
}
