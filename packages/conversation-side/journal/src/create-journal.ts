import type { Database } from "@aside/postgres";
import { createAppendBatch } from "./append-batch.ts";
import { due, flushSummaries, get, list } from "./conversations.ts";
import { follow } from "./follow.ts";
import { createGroupCommit, type GroupCommitOptions } from "./group-commit.ts";
import type { Journal } from "./journal.ts";
import { read, readMany, seqOf, sweep } from "./read.ts";
import { storable, type Storable } from "./storable.ts";
import { createWebhooks } from "./webhooks.ts";

/**
 * The journal on PostgreSQL. Any number of nodes may append to the same conversations.
 *
 * @param database opened with `journalMigrations` among its migrations
 * @param options see `createGroupCommit`
 */
export function createJournal(database: Database, options: GroupCommitOptions = {}): Journal {
  const writer = createGroupCommit<Storable>(createAppendBatch(database), options);
  return {
    // `storable` here, so that an entry that cannot be stored fails alone and not with its batch.
    append(entry) {
      try {
        return writer.append(storable(entry));
      } catch (error) {
        return Promise.reject(error);
      }
    },
    read: ({ limit, ...position }) => read(database, position, limit ?? 1000),
    readMany: (positions, limit) => readMany(database, positions, limit ?? 100),
    seqOf: (entry) => seqOf(database, entry),
    follow: (hinted, resync) => follow(database, hinted, resync),
    sweep: (live) => sweep(database, live),
    due: (query) => due(database, query),
    get: (key) => get(database, key),
    list: (query) => list(database, query),
    flushSummaries: (summaries) => flushSummaries(database, summaries),
    webhooks: createWebhooks(database),
    close: () => writer.close(),
  };
}
