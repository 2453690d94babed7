export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** What names a conversation. */
export interface Key {
  readonly tenant: string;
  readonly conversation: string;
}

/** A conversation and how far somebody has read it. */
export interface Position extends Key {
  /** The last sequence number already seen; 0 for none. */
  readonly after: number;
}

/** A conversation and a sequence number that was committed. */
export interface Hint extends Key {
  readonly seq: number;
}

/** What the list of conversations knows of one: a cache of the log, never ahead of it. */
export interface Index {
  readonly phase: string;
  readonly agent: string | null;
  /** When the conversation next needs a clock event, in milliseconds since the epoch; null when it waits for nothing. */
  readonly dueAt: number | null;
  readonly summary: JsonValue;
}

export interface Entry extends Key {
  /** The last committed sequence number + 1; the first is 1. */
  readonly seq: number;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  /** What a client names its message by, so that a retry is known. Unique in the conversation. */
  readonly clientId?: string | undefined;
  readonly event: JsonValue;
  /** Written to the list of conversations together with the event. */
  readonly index?: Index | undefined;
  /** Puts the event on the webhooks' list together with the event. */
  readonly announce?: boolean;
}

/**
 * `appended`: durable. `stale`: somebody else has this sequence number (or the one before is not there): read the tail, decide
 * again. `duplicate`: this client id is in the conversation already; `seqOf` says where.
 */
export type Verdict = "appended" | "stale" | "duplicate";

export interface Row extends Key {
  readonly seq: number;
  readonly at: number;
  readonly clientId: string | null;
  /** As it was appended; the caller parses it. */
  readonly event: unknown;
}

export interface ConversationRow extends Key {
  readonly lastSeq: number;
  readonly phase: string;
  readonly agent: string | null;
  readonly dueAt: number | null;
  readonly summary: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Summary extends Key {
  /** The event that the summary is of. */
  readonly seq: number;
  readonly at: number;
  readonly index: Index;
}

export interface ListQuery {
  readonly tenant: string;
  /** Only these phases; all when absent. */
  readonly phases?: readonly string[];
  /** Only conversations begun at or after, in milliseconds. */
  readonly since?: number;
  /** At most 500. */
  readonly limit: number;
  /** From the page before. */
  readonly cursor?: string;
}

export interface Page {
  /** The latest begun first. */
  readonly conversations: readonly ConversationRow[];
  readonly cursor: string | null;
}

export interface WebhookJob extends Key {
  readonly seq: number;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
}

/** A conversation that its clock waits for. */
export interface Due extends Key {
  readonly dueAt: number;
}

export interface Webhooks {
  /** Takes what is due of one tenant, the one that waits longest and is none of `except`; nobody else gets it for `leaseMs`. */
  claimDue(query: {
    now: number;
    limit: number;
    leaseMs: number;
    except?: readonly string[];
  }): Promise<readonly WebhookJob[]>;
  /** How many are not taken yet, `most` at the most. */
  waiting(most: number): Promise<number>;
  done(job: Hint & { now: number }): Promise<void>;
  retryAt(job: Hint & { at: number }): Promise<void>;
  /** Removes those of all tenants that were done before `before`, `limit` at the most, and says how many. One that is not done stays. */
  forget(query: { before: number; limit: number }): Promise<number>;
}

export interface Journal {
  /**
   * Appends one event; resolves once it is durable, or not taken. Waits for others that commit together with it.
   *
   * @throws {JournalError} `overloaded`, `unavailable`, `disk_full`, `closed`, `wrong_entry`
   */
  append(entry: Entry): Promise<Verdict>;
  /** The rows after a position, oldest first, at most `limit` (1,000 when absent). */
  read(position: Position & { limit?: number }): Promise<readonly Row[]>;
  /** The same for many conversations at once, `limit` rows of each (100 when absent). */
  readMany(positions: readonly Position[], limit?: number): Promise<readonly Row[]>;
  /** Where a client id is, if it is. */
  seqOf(entry: Key & { clientId: string }): Promise<number | undefined>;
  /**
   * Hears what was committed, here and on every other node. Hints may be lost: `resync` says that some may have been (it is also
   * called once in the beginning); sweep then.
   */
  follow(
    hinted: (hints: readonly Hint[]) => void,
    resync: () => void,
  ): Promise<{ stop(): Promise<void> }>;
  /** Of these conversations, the ones that have more, with their last sequence number. */
  sweep(live: readonly Position[]): Promise<readonly Hint[]>;
  /** Conversations of all tenants whose `dueAt` has passed, the earliest first; those that come behind `after`, where it is given. */
  due(query: { now: number; limit: number; after?: Due | undefined }): Promise<readonly Due[]>;
  get(key: Key): Promise<ConversationRow | undefined>;
  list(query: ListQuery): Promise<Page>;
  /** Brings the list of conversations forward; a summary older than what it has is dropped. */
  flushSummaries(summaries: readonly Summary[]): Promise<void>;
  readonly webhooks: Webhooks;
  /** Takes no more entries; resolves when those it has are settled. */
  close(): Promise<void>;
}
