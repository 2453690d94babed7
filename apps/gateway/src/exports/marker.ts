import type { Worker } from "node:worker_threads";
import type { Defaults } from "@aside/anonymizer";
import { Problem } from "@aside/service";
import type { JournaledEvent } from "@aside/session";
import type { Marked } from "@aside/transcript";
import { GatewayError } from "../errors.ts";
import type { TenantDetection } from "../tenants/detection-settings.ts";
import { openMarkingThread } from "./open-marking-thread.ts";

/** A conversation that is to be marked, and by which rules. */
export interface MarkWork {
  readonly conversation: string;
  readonly events: readonly JournaledEvent[];
  readonly detection: TenantDetection;
  readonly defaults: Defaults;
}

/** Null: it could not be marked. */
export interface MarkReply {
  readonly marked: Marked | null;
}

export interface Marker {
  /**
   * @throws {GatewayError} `marking_failed`: what is not marked is not exported
   * @throws {Problem} 503 `busy` when too many wait
   * @throws the signal's reason once it is aborted
   */
  mark(work: MarkWork, signal?: AbortSignal): Promise<Marked>;
  stop(): Promise<void>;
}

/** A request for each of so many exports at a time. */
const MOST_WAITING = 64;
/** The lexicons take some 100 MB: they go when nobody exports. */
const IDLE = 30_000;
/** Megabytes of its heap: a thread that needs more ends, the gateway does not. */
const MOST_MEMORY = 512;

/**
 * Marks conversations in a thread of their own, one after the other, so that chats do not wait for it. The thread begins
 * with the first, ends when there was nothing to do for a while, and begins anew if it broke.
 */
export function createMarker({
  idle = IDLE,
  openThread = () => openMarkingThread({ maxOldGenerationSizeMb: MOST_MEMORY }),
}: { readonly idle?: number; readonly openThread?: () => Worker } = {}): Marker {
  const waiting: Task[] = [];
  let running: Task | undefined;
  let thread: Worker | undefined;
  let resting: NodeJS.Timeout | undefined;
  let stopped = false;

  function next(): void {
    if (running !== undefined) return;
    clearTimeout(resting);
    running = waiting.shift();
    if (running === undefined) {
      resting = setTimeout(() => void close(), idle).unref();
      return;
    }
    thread ??= open();
    thread.postMessage(running.work);
  }

  function open(): Worker {
    const opened = openThread();
    opened.unref();
    opened.on("message", ({ marked }: MarkReply) => settle(opened, marked));
    opened.on("error", () => lost(opened));
    opened.on("exit", () => lost(opened));
    return opened;
  }

  function settle(from: Worker, marked: Marked | null): void {
    if (from !== thread || running === undefined) return;
    const task = running;
    running = undefined;
    if (marked === null) task.fail();
    else task.resolve(marked);
    next();
  }

  function lost(from: Worker): void {
    if (from !== thread) return;
    thread = undefined;
    settleLost();
  }

  function settleLost(): void {
    const task = running;
    running = undefined;
    task?.fail();
    if (!stopped) next();
  }

  async function close(): Promise<void> {
    const closing = thread;
    thread = undefined;
    await closing?.terminate();
  }

  return {
    async mark(work, signal) {
      signal?.throwIfAborted();
      if (waiting.length >= MOST_WAITING)
        throw new Problem(503, "busy", "Too many exports run at a time", { retryAfterSeconds: 30 });
      return new Promise<Marked>((resolve, reject) => {
        const task: Task = {
          work,
          resolve,
          fail: () => reject(new GatewayError("marking_failed", "a conversation was not marked")),
        };
        signal?.addEventListener(
          "abort",
          () => {
            const at = waiting.indexOf(task);
            if (at >= 0) waiting.splice(at, 1);
            reject(signal.reason);
          },
          { once: true },
        );
        if (stopped) return task.fail();
        waiting.push(task);
        next();
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(resting);
      for (const task of waiting.splice(0)) task.fail();
      await close();
      settleLost();
    },
  };
}

interface Task {
  readonly work: MarkWork;
  resolve(marked: Marked): void;
  fail(): void;
}
