import { JournalError } from "./errors.ts";
import type { Key, Verdict } from "./journal.ts";

export interface GroupCommit<E> {
  append(entry: E): Promise<Verdict>;
  close(): Promise<void>;
}

export interface GroupCommitOptions {
  readonly batch?: number;
  readonly queue?: number;
  readonly pace?: number;
}

interface Waiting<E> {
  readonly entry: E;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects entries of one tick, or of the time that the batches before take, and commits them together. An entry of a conversation
 * waits for the one before it in the same conversation, so that sequence numbers have no gap whatever becomes of a batch.
 *
 * @param commit commits a batch in one transaction; a verdict for each entry, in their order
 * @param options.batch entries in a batch; 400 when absent. One that is full begins at once: the database works on it while the rest of
 *   what came in together is still being read
 * @param options.queue entries that may wait; 10,000 when absent
 * @param options.pace milliseconds from the begin of a batch to that of the next, unless that is full; 3 when absent, and up to twice that
 *   while a batch takes more than half of it. A batch costs PostgreSQL as much as twenty entries do, whatever is in it, and many small ones
 *   crowd out what they are for
 */
export function createGroupCommit<E extends Key>(
  commit: (entries: readonly E[]) => Promise<readonly Verdict[]>,
  options: GroupCommitOptions = {},
): GroupCommit<E> {
  const { batch = 400, queue = 10_000, pace = 3 } = options;
  const ready: Waiting<E>[] = [];
  /**
   * For every conversation that has an entry ready or in a batch: what waits behind that one, null for nothing. A map a tenant: a name
   * made of both keys would be built and hashed anew for every entry.
   */
  const behind = new Map<string, Map<string, Waiting<E>[] | null>>();
  let heldBack = 0;
  let isRunning = false;
  let began = -Infinity;
  let took = 0;
  let soon: NodeJS.Immediate | undefined;
  let paced: NodeJS.Timeout | undefined;
  let closing: { resolve: () => void; promise: Promise<void> } | undefined;

  /** @param gathered what is ready has waited: nothing more of its tick is to come */
  const schedule = (gathered = false) => {
    // One at a time: beside another a batch takes as long as both one after the other, and both are late.
    if (isRunning || ready.length === 0) return;
    if (ready.length >= batch) return begin();
    if (soon !== undefined || paced !== undefined) return;
    const wait = began + Math.min(Math.max(pace, 2 * took), 2 * pace) - performance.now();
    if (wait > 0) paced = setTimeout(begin, wait);
    else if (gathered) begin();
    else soon = setImmediate(begin);
  };
  const begin = () => {
    clearImmediate(soon);
    clearTimeout(paced);
    soon = paced = undefined;
    void run(ready.splice(0, batch));
  };
  const run = async (taken: readonly Waiting<E>[]) => {
    isRunning = true;
    const since = performance.now();
    began = since;
    let settle: () => void;
    try {
      const verdicts = await commit(taken.map((item) => item.entry));
      took = performance.now() - since;
      settle = () => taken.forEach((item, index) => item.resolve(verdicts[index] ?? "stale"));
    } catch (error) {
      settle = () => taken.forEach((item) => item.reject(error));
    }
    isRunning = false;
    for (const { entry } of taken) follow(entry);
    schedule(true);
    // The next batch is on its way before what this one brought is delivered, so that the database works meanwhile.
    process.nextTick(() => {
      settle();
      if (!isRunning && ready.length === 0) closing?.resolve();
    });
  };
  /** The next of a conversation whose entry is through. */
  const follow = ({ tenant, conversation }: Key) => {
    const lines = behind.get(tenant);
    const next = lines?.get(conversation)?.shift();
    if (next === undefined) {
      lines?.delete(conversation);
      if (lines?.size === 0) behind.delete(tenant);
    } else {
      heldBack -= 1;
      ready.push(next);
    }
  };
  const linesOf = (tenant: string) => {
    const known = behind.get(tenant);
    if (known !== undefined) return known;
    const lines = new Map<string, Waiting<E>[] | null>();
    behind.set(tenant, lines);
    return lines;
  };
  return {
    append(entry) {
      if (closing !== undefined)
        return Promise.reject(new JournalError("closed", "the journal is closed"));
      if (ready.length + heldBack >= queue) {
        return Promise.reject(
          new JournalError("overloaded", "too many entries wait for the database"),
        );
      }
      return new Promise((resolve, reject) => {
        const item = { entry, resolve, reject };
        const { conversation } = entry;
        const lines = linesOf(entry.tenant);
        const line = lines.get(conversation);
        if (line === undefined) {
          lines.set(conversation, null);
          ready.push(item);
          schedule();
        } else {
          heldBack += 1;
          if (line === null) lines.set(conversation, [item]);
          else line.push(item);
        }
      });
    },
    close() {
      closing ??= deferred();
      if (!isRunning && ready.length === 0) closing.resolve();
      return closing.promise;
    },
  };
}

function deferred(): { resolve: () => void; promise: Promise<void> } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { resolve, promise };
}
