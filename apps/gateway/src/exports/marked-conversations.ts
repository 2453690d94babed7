import type { Journal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { factsSchema, type Facts, type Marked, type MarkedConversation } from "@aside/transcript";
import { readWhole } from "../conversation/read-journal.ts";
import { ahead } from "./ahead.ts";
import { MARKING_THREADS, type Marker } from "./marker.ts";
import {
  contentsOf,
  countOf,
  keepMarks,
  pagesOf,
  type MarkedRow,
  type Order,
} from "./marked-rows.ts";
import { parsedContents, type Content } from "./parsed-contents.ts";
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
  /** The facts of every conversation in scope that is wished for, the latest begun first, some at a time. */
  facts(scope: Scope, run?: Run): AsyncGenerator<readonly Listed[]>;
  /** The same with marks and text, in the order that is wanted. */
  contents(scope: Scope, order: Order, run?: Run): AsyncGenerator<Iterable<MarkedConversation>>;
}

export interface Run {
  readonly signal?: AbortSignal;
  /** So many more conversations were looked at. */
  looked?(more: number): void;
}

/** So much text, in UTF-16 units, is in hand at a time. */
const IN_HAND = 500_000;
/** So many conversations, of so many events unless one alone has more, are marked at a time. */
const BATCH = 50;
const BATCH_EVENTS = 1_000;

/**
 * Conversations with what is sensitive in them. What was marked before is read, three columns and the text; the rest is
 * played, detected and its marks kept, once: while some are marked, the next are read and the last are kept.
 */
export function createMarkedConversations(
  database: Database,
  journal: Journal,
  marker: Marker,
): MarkedConversations {
  async function* listed(scope: Scope, order: Order, run: Run): AsyncGenerator<readonly Listed[]> {
    const batches = batchesOf(pagesOf(database, scope, order));
    const known = ahead(batches, MARKING_THREADS + 1, (batch, gone) =>
      list(scope, batch, either(gone, run.signal)),
    );
    for await (const batch of known) {
      run.signal?.throwIfAborted();
      run.looked?.(batch.length);
      yield batch.filter(({ facts }) => isWished(scope.wish, facts));
    }
  }

  /** In their order, those without marks marked. */
  async function list(scope: Scope, batch: readonly Looked[], signal: AbortSignal) {
    const fresh = await markNow(
      scope,
      batch.flatMap(({ row, facts: known }) => (known === null ? [row] : [])),
      signal,
    );
    const marked = new Map(fresh.map((one) => [one.id, one]));
    return batch.flatMap(({ row: { id, lastSeq }, facts: known }): Listed[] => {
      const one = known === null ? marked.get(id) : { id, lastSeq, facts: known, marked: null };
      return one === undefined ? [] : [one];
    });
  }

  async function markNow(
    scope: Scope,
    rows: readonly Pick<MarkedRow, "id" | "lastSeq">[],
    signal: AbortSignal | undefined,
  ): Promise<(Listed & { readonly marked: Marked })[]> {
    if (rows.length === 0) return [];
    const { id: tenant, detection, defaults } = scope.tenant;
    const stored = await readWhole(
      journal,
      rows.map(({ id }) => ({ tenant, conversation: id })),
    );
    const conversations = rows.map(({ id }, index) => ({
      id,
      events: (stored[index] ?? []).filter(({ at }) => at <= scope.until),
    }));
    const marked = await marker.mark({ conversations, detection, defaults }, signal);
    const fresh = conversations.flatMap(({ id, events }, index) => {
      const one = marked[index];
      const lastSeq = events.at(-1)?.seq ?? 0;
      return one === undefined ? [] : [{ id, lastSeq, facts: one.facts, marked: one }];
    });
    await keepMarks(
      database,
      scope,
      fresh.filter((one, index) => one.marked.keepable && one.lastSeq === rows[index]?.lastSeq),
    );
    return fresh;
  }

  return {
    count: (scope) => countOf(database, scope),
    facts: (scope, run = {}) => listed(scope, "latest", run),
    async *contents(scope, order, run = {}) {
      for await (const page of listed(scope, order, run)) {
        for (const chunk of chunksOf(page)) yield await whole(scope, chunk, run.signal);
      }
    },
  };

  /** In their order. What has gone on since its facts were read is marked again: its offsets may not fit its text. */
  async function whole(
    scope: Scope,
    chunk: readonly Listed[],
    signal: AbortSignal | undefined,
  ): Promise<Iterable<MarkedConversation>> {
    const kept = chunk.filter(({ marked }) => marked === null).map(({ id }) => id);
    const known = await contentsOf(database, scope, kept);
    const page: Content[] = [];
    for (const { id, lastSeq, facts: counted, marked } of chunk) {
      const row = known.get(id);
      if (row !== undefined) page.push({ id, facts: counted, row });
      else {
        // Judged by what is known of it now, not by what was before it went on.
        const fresh = marked ?? (await markNow(scope, [{ id, lastSeq }], signal))[0]?.marked;
        if (fresh !== undefined) page.push({ id, ...fresh });
      }
    }
    return parsedContents(page);
  }
}

/** What may be in hand at a time. */
function* chunksOf(page: readonly Listed[]): Generator<readonly Listed[]> {
  let chunk: Listed[] = [];
  let length = 0;
  for (const listed of page) {
    chunk.push(listed);
    length += listed.facts.length;
    if (length < IN_HAND) continue;
    yield chunk;
    chunk = [];
    length = 0;
  }
  if (chunk.length > 0) yield chunk;
}

interface Looked {
  readonly row: MarkedRow;
  /** Null: it is to be marked. */
  readonly facts: Facts | null;
}

/** As they come, cut where there is enough to mark. */
async function* batchesOf(
  pages: AsyncIterable<readonly MarkedRow[]>,
): AsyncGenerator<readonly Looked[]> {
  for await (const rows of pages) {
    let batch: Looked[] = [];
    let unmarked = 0;
    let events = 0;
    for (const row of rows) {
      const known = row.holds ? factsSchema.safeParse(row.facts) : null;
      const looked = { row, facts: known?.success === true ? known.data : null };
      if (looked.facts === null) {
        if (unmarked === BATCH || (unmarked > 0 && events + row.lastSeq > BATCH_EVENTS)) {
          yield batch;
          batch = [];
          unmarked = 0;
          events = 0;
        }
        unmarked += 1;
        events += row.lastSeq;
      }
      batch.push(looked);
    }
    yield batch;
  }
}

function either(gone: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  return signal === undefined ? gone : AbortSignal.any([gone, signal]);
}
