import type { Journal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import type { JournaledEvent } from "@aside/session";
import {
  factsSchema,
  marksSchema,
  type Facts,
  type Marked,
  type MarkedConversation,
} from "@aside/transcript";
import { z } from "zod";
import { readEvents } from "../conversation/read-journal.ts";
import type { Marker } from "./marker.ts";
import { isWished, type Scope } from "./scope.ts";

/** A conversation of an export, and its facts. `marked`: it had no marks that hold, and was marked just now. */
interface Listed {
  readonly id: string;
  /** Its last event, as far as it is in the export. */
  readonly lastSeq: number;
  readonly facts: Facts;
  readonly marked: Marked | null;
}

export interface MarkedConversations {
  /** How many conversations are in the scope's time: those that are looked at, wished for or not. */
  count(scope: Scope): Promise<number>;
  /** The facts of every conversation in scope that is wished for, the latest begun first. */
  facts(scope: Scope, run?: Run): AsyncGenerator<Listed>;
  /** The same with marks and text. */
  contents(scope: Scope, run?: Run): AsyncGenerator<MarkedConversation>;
}

export interface Run {
  readonly signal?: AbortSignal;
  /** Another conversation was looked at. */
  looked?(): void;
}

const PAGE = 200;
/** So much text, in UTF-16 units, is in hand at a time. */
const IN_HAND = 500_000;

/**
 * Conversations with what is sensitive in them. What was marked before is read, three columns and the text; the rest is
 * played, detected and its marks kept, once.
 */
export function createMarkedConversations(
  database: Database,
  journal: Journal,
  marker: Marker,
): MarkedConversations {
  async function* facts(scope: Scope, run: Run = {}): AsyncGenerator<Listed> {
    for await (const rows of pages(database, scope)) {
      for (const row of rows) {
        const known = row.holds ? factsSchema.safeParse(row.facts) : null;
        const listed =
          known?.success === true
            ? { id: row.id, lastSeq: row.lastSeq, facts: known.data, marked: null }
            : await markNow(scope, row, run.signal);
        run.signal?.throwIfAborted();
        run.looked?.();
        if (isWished(scope.wish, listed.facts)) yield listed;
      }
    }
  }

  async function markNow(
    scope: Scope,
    row: Pick<PageRow, "id" | "lastSeq">,
    signal?: AbortSignal,
  ): Promise<Listed> {
    const events: JournaledEvent[] = [];
    const key = { tenant: scope.tenant.id, conversation: row.id };
    for await (const event of readEvents(journal, key)) {
      if (event.at <= scope.until) events.push(event);
    }
    const { detection, defaults } = scope.tenant;
    const marked = await marker.mark({ conversation: row.id, events, detection, defaults }, signal);
    const last = events.at(-1)?.seq ?? 0;
    if (last === row.lastSeq && marked.keepable) await keep(database, scope, row.id, last, marked);
    return { id: row.id, lastSeq: last, facts: marked.facts, marked };
  }

  return {
    count: (scope) => counted(database, scope),
    facts,
    async *contents(scope, run = {}) {
      let chunk: Listed[] = [];
      let length = 0;
      for await (const listed of facts(scope, run)) {
        chunk.push(listed);
        length += listed.facts.length;
        if (length < IN_HAND && chunk.length < PAGE) continue;
        yield* whole(scope, chunk, run.signal);
        chunk = [];
        length = 0;
      }
      yield* whole(scope, chunk, run.signal);
    },
  };

  /** In their order. What has gone on since its facts were read is marked again: its offsets may not fit its text. */
  async function* whole(
    scope: Scope,
    chunk: readonly Listed[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<MarkedConversation> {
    const known = await withTexts(database, scope, chunk);
    for (const { id, lastSeq, facts: counted, marked } of chunk) {
      const content =
        marked ??
        known.get(id) ??
        (await markNow(scope, { id, lastSeq }, signal)).marked ??
        undefined;
      if (content !== undefined)
        yield { id, facts: counted, marks: content.marks, texts: content.texts };
    }
  }
}

interface PageRow {
  readonly id: string;
  readonly createdAt: number;
  readonly lastSeq: number;
  /** Whether its marks are of its last event and of this version, and all of it lies in the export's time. */
  readonly holds: boolean;
  readonly facts: unknown;
}

async function* pages(database: Database, scope: Scope): AsyncGenerator<readonly PageRow[]> {
  const { tenant, wish, since, until, version } = scope;
  let before: PageRow | undefined;
  do {
    const rows = await database.withTenant(
      tenant.id,
      (sql) => sql<PageRow[]>`
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
          ${before === undefined ? sql`` : sql`and (c.created_at, c.id) < (${before.createdAt}, ${before.id})`}
        order by c.created_at desc, c.id desc limit ${PAGE}`,
    );
    yield rows;
    before = rows.length < PAGE ? undefined : rows.at(-1);
  } while (before !== undefined);
}

async function counted(database: Database, { tenant, wish, since, until }: Scope): Promise<number> {
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

async function keep(
  database: Database,
  { tenant, version }: Scope,
  conversation: string,
  lastSeq: number,
  { marks, facts }: Marked,
): Promise<void> {
  const spoken = marks.seqs.filter((_, turn) => marks.speakers[turn] !== "k");
  await database.withTenant(
    tenant.id,
    (sql) => sql`
      insert into marked_conversation as m (tenant, conversation, version, last_seq, facts, marks, seqs)
      values (${tenant.id}, ${conversation}, ${version}, ${lastSeq}, ${JSON.stringify(facts)}::text::json,
        ${JSON.stringify(marks)}::text::json, ${spoken}::bigint[])
      on conflict (tenant, conversation) do update set version = excluded.version, last_seq = excluded.last_seq,
        facts = excluded.facts, marks = excluded.marks, seqs = excluded.seqs`,
  );
}

const contentRow = z.object({
  conversation: z.string(),
  marks: marksSchema,
  texts: z.array(z.string()),
});

/** Marks and texts of a few conversations. One row each: a row a message would cost more than it holds. */
async function withTexts(
  database: Database,
  { tenant, version, until }: Scope,
  chunk: readonly Listed[],
): Promise<ReadonlyMap<string, z.infer<typeof contentRow>>> {
  const ids = chunk.filter(({ marked }) => marked === null).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await database.withTenant(
    tenant.id,
    (sql) => sql`
      select m.conversation, m.marks, coalesce(t.texts, '[]'::json) as texts
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
  return new Map(
    rows.map((row) => {
      const parsed = contentRow.parse(row);
      return [parsed.conversation, parsed];
    }),
  );
}
