import type { Database } from "@aside/postgres";
import type { Marked } from "@aside/transcript";
import type { Scope } from "./scope.ts";

/** A conversation of a scope, and what is kept of it. */
export interface MarkedRow {
  readonly id: string;
  readonly createdAt: number;
  readonly lastSeq: number;
  /** Whether its marks are of its last event and of this version, and all of it lies in the export's time. */
  readonly holds: boolean;
  readonly facts: unknown;
}

const PAGE = 200;

/** The latest begun first; or by their ids, which are random: that order tells nothing of when a conversation was. */
export type Order = "latest" | "id";

/** All conversations of a scope. */
export async function* pagesOf(
  database: Database,
  scope: Scope,
  order: Order,
): AsyncGenerator<readonly MarkedRow[]> {
  const { tenant, wish, since, until, version } = scope;
  let before: MarkedRow | undefined;
  do {
    const rows = await database.withTenant(
      tenant.id,
      (sql) => sql<MarkedRow[]>`
        select c.id, c.created_at as "createdAt", j.seq as "lastSeq", m.facts,
          coalesce(m.last_seq = j.seq and m.version = ${version} and j.at <= ${until}, false) as holds
        from conversation c
        cross join lateral (
          select seq, at from journal
          where tenant = c.tenant and conversation = c.id order by seq desc limit 1
        ) j
        left join marked_conversation m on m.tenant = c.tenant and m.conversation = c.id
        where c.tenant = ${tenant.id} and c.created_at <= ${until}
          ${since === null ? sql`` : sql`and c.created_at >= ${since}`}
          ${wish.conversation === undefined ? sql`` : sql`and c.id = ${wish.conversation}`}
          ${before === undefined ? sql`` : order === "id" ? sql`and c.id > ${before.id}` : sql`and (c.created_at, c.id) < (${before.createdAt}, ${before.id})`}
        order by ${order === "id" ? sql`c.id` : sql`c.created_at desc, c.id desc`} limit ${PAGE}`,
    );
    yield rows;
    before = rows.length < PAGE ? undefined : rows.at(-1);
  } while (before !== undefined);
}

export async function countOf(
  database: Database,
  { tenant, wish, since, until }: Scope,
): Promise<number> {
  const [row] = await database.withTenant(
    tenant.id,
    (sql) => sql<{ count: number }[]>`
      select count(*)::int as count from conversation c
      where c.tenant = ${tenant.id} and c.created_at <= ${until}
        ${since === null ? sql`` : sql`and c.created_at >= ${since}`}
        ${wish.conversation === undefined ? sql`` : sql`and c.id = ${wish.conversation}`}`,
  );
  return row?.count ?? 0;
}

/** Keeps what was marked; one statement, so one commit, however many. */
export async function keepMarks(
  database: Database,
  { tenant, version }: Scope,
  all: readonly { readonly id: string; readonly lastSeq: number; readonly marked: Marked }[],
): Promise<void> {
  if (all.length === 0) return;
  // In one order, so that two exports at a time do not wait for each other in a ring.
  const rows = all
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, lastSeq, marked: { marks, facts, seqs } }) => ({
      id,
      lastSeq,
      facts: JSON.stringify(facts),
      marks: JSON.stringify(marks),
      seqs: `{${seqs.join()}}`,
    }));
  await database.withTenant(
    tenant.id,
    (sql) => sql`
      insert into marked_conversation as m (tenant, conversation, version, last_seq, facts, marks, seqs)
      select ${tenant.id}, id, ${version}, last_seq, facts::json, marks::json, seqs::bigint[]
      from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ lastSeq }) => lastSeq)}::bigint[],
        ${rows.map(({ facts }) => facts)}::text[], ${rows.map(({ marks }) => marks)}::text[],
        ${rows.map(({ seqs }) => seqs)}::text[]) as r (id, last_seq, facts, marks, seqs)
      on conflict (tenant, conversation) do update set version = excluded.version, last_seq = excluded.last_seq,
        facts = excluded.facts, marks = excluded.marks, seqs = excluded.seqs`,
  );
}

/** A conversation's marks and the texts of its messages, each as JSON. */
export interface ContentRow {
  readonly conversation: string;
  readonly marks: string;
  readonly texts: string;
}

/**
 * Marks and texts of a few conversations, by id. One row each: a row a message would cost more than it holds. Not parsed:
 * two strings are kept for less than what is in them.
 */
export async function contentsOf(
  database: Database,
  { tenant, version, until }: Scope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ContentRow>> {
  if (ids.length === 0) return new Map();
  const rows = await database.withTenant(
    tenant.id,
    (sql) => sql<ContentRow[]>`
      select m.conversation, m.marks::text, coalesce(t.texts, '[]'::json)::text as texts
      from marked_conversation m
      cross join lateral (
        select seq, at from journal
        where tenant = m.tenant and conversation = m.conversation order by seq desc limit 1
      ) j
      left join lateral (
        select json_agg(said.event #> '{message,text}' order by said.seq) as texts from journal said
        where said.tenant = m.tenant and said.conversation = m.conversation and said.seq = any (m.seqs)
      ) t on true
      where m.tenant = ${tenant.id} and m.conversation = any (${ids}::text[])
        and m.version = ${version} and m.last_seq = j.seq and j.at <= ${until}`,
  );
  return new Map(rows.map((row) => [row.conversation, row]));
}
