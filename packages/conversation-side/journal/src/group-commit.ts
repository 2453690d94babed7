import { JournalError } from "./errors.ts";
import type { Key, Verdict } from "./journal.ts";

export interface GroupCommit<E> {
  append(entry: E): Promise<Verdict>;
  close(): Promise<void>;
}

export interface GroupCommitOptions {
  readonly batch?: number;
  readonly queue?: number;
  readonly inFlight?: number;
  readonly pace?: number;
}

interface Waiting<E> {
  readonly entry: E;
  readonly conversation: string;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects entries of one tick, or of the time that the batches before take, and commits them together. An entry of a conversation
 * waits for the one before it in the same conversation, so that sequence numbers have no gap whatever becomes of a batch.
 *
 * @param commit commits a batch in one transaction; a verdict for each entry, in their order
 * @param options.batch entries in a batch; 200 when absent
 * @param options.queue entries that may wait; 10,000 when absent
 * @param options.inFlight batches committed at the same time, from the second on only full ones; 2 when absent
 * @param options.pace milliseconds from the begin of a batch to that of the next, unless that is full; 3 when absent, and up to twice that
 *   while a batch takes more than half of it. A batch costs PostgreSQL as much as twenty entries do, whatever is in it, and many small ones
 *   crowd out what they are for
 */
export function createGroupCommit<E extends Key>(
  commit: (entries: readonly E[]) => Promise<readonly Verdict[]>,
  options: GroupCommitOptions = {},
): GroupCommit<E> {
  const { batch = 200, queue = 10_000, inFlight = 2, pace = 3 } = options;
  let waiting: Waiting<E>[] = [];
  const busy = new Set<string>();
  let running = 0;
  let scheduled = false;
  let began = -Infinity;
  let took = 0;
  let paced: NodeJS.Timeout | undefined;
  let closing: { resolve: () => void; promise: Promise<void> } | undefined;

  /** Two transactions at a time halve each other's pace where the processors are few: only what fills a batch is worth that. */
  const room = () => (waiting.length >= batch ? inFlight : 1);
  const schedule = () => {
    if (scheduled || waiting.length === 0 || running >= room()) {
      if (paced !== undefined && waiting.length >= batch) beginAt(0);
      return;
    }
    scheduled = true;
    beginAt(began + Math.min(Math.max(pace, 2 * took), 2 * pace) - performance.now());
  };
  const beginAt = (wait: number) => {
    clearTimeout(paced);
    paced = undefined;
    if (wait > 0 && waiting.length < batch) paced = setTimeout(begin, wait);
    else setImmediate(begin);
  };
  const begin = () => {
    scheduled = false;
    paced = undefined;
    const taken = take();
    if (taken.length > 0) {
      began = performance.now();
      void run(taken);
    }
    // What is left belongs to conversations that are busy, or to the next batch.
    if (taken.length === batch) schedule();
  };
  const take = (): Waiting<E>[] => {
    const taken: Waiting<E>[] = [];
    const left: Waiting<E>[] = [];
    for (const item of waiting) {
      if (taken.length < batch && !busy.has(item.conversation)) {
        busy.add(item.conversation);
        taken.push(item);
      } else left.push(item);
    }
    waiting = left;
    return taken;
  };
  const run = async (taken: readonly Waiting<E>[]) => {
    running += 1;
    const since = performance.now();
    try {
      const verdicts = await commit(taken.map((item) => item.entry));
      took = performance.now() - since;
      taken.forEach((item, index) => item.resolve(verdicts[index] ?? "stale"));
    } catch (error) {
      for (const item of taken) item.reject(error);
    } finally {
      running -= 1;
      for (const item of taken) busy.delete(item.conversation);
      schedule();
      if (running === 0 && waiting.length === 0) closing?.resolve();
    }
  };
  return {
    append(entry) {
      if (closing !== undefined)
        return Promise.reject(new JournalError("closed", "the journal is closed"));
      if (waiting.length >= queue) {
        return Promise.reject(
          new JournalError("overloaded", "too many entries wait for the database"),
        );
      }
      return new Promise((resolve, reject) => {
        waiting.push({
          entry,
          conversation: `${entry.tenant} ${entry.conversation}`,
          resolve,
          reject,
        });
        schedule();
      });
    },
    close() {
      closing ??= deferred();
      if (running === 0 && waiting.length === 0) closing.resolve();
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
