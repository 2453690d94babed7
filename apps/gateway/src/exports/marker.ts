import { availableParallelism } from "node:os";
import type { ResourceLimits, Worker } from "node:worker_threads";
import type { Defaults } from "@aside/anonymizer";
import { Problem } from "@aside/service";
import type { Marked, Reason, Span, Turn } from "@aside/transcript";
import type { StoredEvent } from "../conversation/read-journal.ts";
import { GatewayError } from "../errors.ts";
import type { TenantDetection } from "../tenants/detection-settings.ts";
import { openMarkingThread } from "./open-marking-thread.ts";
import { createThreadPool } from "./thread-pool.ts";

/** By which rules. */
export interface MarkRules {
  readonly detection: TenantDetection;
  readonly defaults: Defaults;
}

/** Conversations that are to be marked. */
export interface MarkWork extends MarkRules {
  readonly conversations: readonly {
    readonly id: string;
    readonly events: readonly StoredEvent[];
  }[];
}

/** Turns of one conversation, to know what of them is sensitive, or why. */
export interface LookWork extends MarkRules {
  readonly turns: readonly Turn[];
}

export type ThreadWork =
  | ({ readonly job: "mark" } & MarkWork)
  | ({ readonly job: "find" } & LookWork)
  | ({ readonly job: "explain" } & LookWork);

export type ThreadReply =
  | { readonly job: "mark"; readonly marked: readonly Marked[] }
  | { readonly job: "find"; readonly spans: readonly (readonly Span[])[] }
  | { readonly job: "explain"; readonly reasons: readonly (readonly Reason[])[] }
  | { readonly job: "failed"; readonly code: "marking_failed" | "event_unknown" };

/**
 * What takes long over whole conversations, in threads beside the one that serves.
 *
 * @throws {GatewayError} `marking_failed`: what is not marked is not exported; `event_unknown`
 * @throws {Problem} 503 `busy` when too many wait
 * @throws the signal's reason once it is aborted
 */
export interface Marker {
  /** In their order. */
  mark(work: MarkWork, signal?: AbortSignal): Promise<readonly Marked[]>;
  /** What is sensitive; one list a turn. */
  find(work: LookWork, signal?: AbortSignal): Promise<readonly (readonly Span[])[]>;
  /** Why spans of them were found; one list a turn. */
  explain(work: LookWork, signal?: AbortSignal): Promise<readonly (readonly Reason[])[]>;
  stop(): Promise<void>;
}

/** A few of each of so many exports at a time. */
const MOST_WAITING = 64;
/** The lexicons take some 100 MB a thread: they go when nobody exports. */
const IDLE = 30_000;
/** Megabytes of its heap: a thread that needs more ends, the gateway does not. */
const MOST_MEMORY = 512;
/** One core stays for the chats where there are several; two threads, so that an export stays within 300 MB while it marks. */
export const MARKING_THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));

export function createMarker({
  most = MARKING_THREADS,
  idle = IDLE,
  openThread = openMarkingThread,
}: {
  readonly most?: number;
  readonly idle?: number;
  readonly openThread?: (limits: ResourceLimits) => Worker;
} = {}): Marker {
  const open = () => openThread({ maxOldGenerationSizeMb: MOST_MEMORY });
  const pool = createThreadPool<ThreadWork, ThreadReply>({ most, idle, open });

  async function run(work: ThreadWork, signal: AbortSignal | undefined) {
    if (pool.waiting >= MOST_WAITING)
      throw new Problem(503, "busy", "Too many exports run at a time", { retryAfterSeconds: 30 });
    return pool.run(work, signal);
  }

  return {
    async mark(work, signal) {
      const reply = await run({ job: "mark", ...work }, signal);
      if (reply?.job === "mark") return reply.marked;
      throw failure(reply);
    },
    async find(work, signal) {
      const reply = await run({ job: "find", ...work }, signal);
      if (reply?.job === "find") return reply.spans;
      throw failure(reply);
    },
    async explain(work, signal) {
      const reply = await run({ job: "explain", ...work }, signal);
      if (reply?.job === "explain") return reply.reasons;
      throw failure(reply);
    },
    stop: () => pool.stop(),
  };
}

function failure(reply: ThreadReply | null): GatewayError {
  const code = reply?.job === "failed" ? reply.code : "marking_failed";
  return new GatewayError(code, "a conversation was not marked");
}
