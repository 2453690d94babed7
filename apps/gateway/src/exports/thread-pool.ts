import type { Worker } from "node:worker_threads";

/** Threads that do one thing after the other each, for whoever asks first. */
export interface ThreadPool<Work, Reply> {
  /** How many wait for a thread. */
  readonly waiting: number;
  /**
   * Null: the thread broke, or the pool was stopped.
   *
   * @throws the signal's reason once it is aborted
   */
  run(work: Work, signal?: AbortSignal): Promise<Reply | null>;
  stop(): Promise<void>;
}

/**
 * Begins a thread when there is work and every other is busy, up to `most`; ends all when there was nothing to do for `idle`
 * milliseconds. A thread that breaks is replaced.
 */
export function createThreadPool<Work, Reply>(options: {
  readonly most: number;
  readonly idle: number;
  readonly open: () => Worker;
}): ThreadPool<Work, Reply> {
  const { most, idle } = options;
  const waiting: Task<Work, Reply>[] = [];
  /** Every open thread, and what it does. */
  const threads = new Map<Worker, Task<Work, Reply> | null>();
  let resting: NodeJS.Timeout | undefined;
  let stopped = false;

  function next(): void {
    clearTimeout(resting);
    while (waiting.length > 0) {
      const thread = free() ?? (threads.size < most ? open() : undefined);
      if (thread === undefined) return;
      const task = waiting.shift();
      if (task === undefined) return;
      threads.set(thread, task);
      thread.postMessage(task.work);
    }
    if (threads.size > 0 && [...threads.values()].every((task) => task === null))
      resting = setTimeout(() => void close(), idle).unref();
  }

  function free(): Worker | undefined {
    for (const [thread, task] of threads) if (task === null) return thread;
    return undefined;
  }

  function open(): Worker {
    const opened = options.open();
    opened.unref();
    threads.set(opened, null);
    opened.on("message", (message: Reply) => settle(opened, message));
    opened.on("error", () => lost(opened));
    opened.on("exit", () => lost(opened));
    return opened;
  }

  function settle(from: Worker, reply: Reply): void {
    const task = threads.get(from);
    if (task === undefined || task === null) return;
    threads.set(from, null);
    task.resolve(reply);
    next();
  }

  function lost(from: Worker): void {
    const task = threads.get(from);
    if (!threads.delete(from)) return;
    task?.resolve(null);
    if (!stopped) next();
  }

  async function close(): Promise<void> {
    const closing = [...threads.keys()];
    for (const thread of closing) lost(thread);
    await Promise.all(closing.map((thread) => thread.terminate()));
  }

  return {
    get waiting() {
      return waiting.length;
    },
    async run(work, signal) {
      signal?.throwIfAborted();
      if (stopped) return null;
      return new Promise((resolve, reject) => {
        const task: Task<Work, Reply> = { work, resolve: settled };
        const gone = (): void => {
          const at = waiting.indexOf(task);
          if (at >= 0) waiting.splice(at, 1);
          reject(signal?.reason);
        };
        function settled(reply: Reply | null): void {
          signal?.removeEventListener("abort", gone);
          resolve(reply);
        }
        signal?.addEventListener("abort", gone, { once: true });
        waiting.push(task);
        next();
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(resting);
      for (const task of waiting.splice(0)) task.resolve(null);
      await close();
    },
  };
}

interface Task<Work, Reply> {
  readonly work: Work;
  resolve(reply: Reply | null): void;
}
