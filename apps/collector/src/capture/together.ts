import type { OpenReply, RegisterCommand } from "@aside/protocol";
import type { PreparedRecord } from "@aside/vault";
import type { Database } from "@aside/postgres";
import { type RefusalCode, Refusal } from "../refusal.ts";
import type { KnownCapture } from "./bound-capture.ts";

/** What a form does to a capture, as the SQL functions `collector_open` and `collector_complete` do it. */
export type Verb = { tenant: string; capture: string; now: number; grace: number; jti: string } & (
  | {
      verb: "open";
      conversation: string;
      template: string;
      issuedAt: number;
      until: number;
      epk: string;
      parentOrigin: string | null;
    }
  | {
      verb: "complete";
      submission: string;
      display: string;
      result: object;
      facts: PreparedRecord["facts"];
      /** base64; null for a pointer. */
      dek: string | null;
      names: readonly string[];
      classes: readonly string[];
      sealed: readonly string[];
    }
);

export type VerbAnswer =
  | {
      verdict: "ok";
      template: OpenReply["template"];
      terms: KnownCapture["terms"] & Pick<RegisterCommand, "purpose" | "amount" | "requestedBy">;
      deadline: number;
      first: boolean;
      tenant: OpenReply["tenant"];
    }
  | { verdict: "stored"; display: string; first: boolean }
  | { verdict: RefusalCode };

/** Does a verb; resolves once it is durable. Rejects with the SQLSTATE that it failed with, and nothing of it is there. */
export type Together = (verb: Verb) => Promise<VerbAnswer>;

/** Its code is a SQLSTATE; PostgreSQL's own text may hold a row's values. */
class VerbFailed extends Error {
  override readonly name = "VerbFailed";
  readonly code: string;
  constructor(code: string) {
    super("failed");
    this.code = code;
  }
}

interface Waiting {
  verb: Verb;
  resolve: (answer: VerbAnswer) => void;
  reject: (error: unknown) => void;
}

/** What became of one of several. */
export type Outcome = VerbAnswer | { failed: string };

/** Commits verbs in one transaction. Their outcomes come in their order. */
export type CommitVerbs = (verbs: readonly Verb[]) => Promise<readonly Outcome[]>;

export function verbsIn(database: Pick<Database, "once">): CommitVerbs {
  return async (verbs) => {
    const texts = verbs.map((verb) => JSON.stringify(verb));
    const rows = await database.once(
      (sql) => sql<{ outcome: Outcome }[]>`
        select outcome from collector_together(${texts}) as outcome`,
    );
    return rows.map(({ outcome }) => outcome);
  };
}

/**
 * Commits verbs that come while others are being committed in one transaction: the disk is waited for once. Each has an answer of its own, and
 * what one fails with undoes nothing of the others.
 *
 * @param options.most verbs in a transaction; 32 when absent
 * @param options.queue verbs that may wait; 2,000 when absent
 * @param options.inFlight transactions at the same time; 2 when absent
 */
export function createTogether(
  commit: CommitVerbs,
  options: { most?: number; queue?: number; inFlight?: number } = {},
): Together {
  const { most = 32, queue = 2_000, inFlight = 2 } = options;
  const waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled || running >= inFlight || waiting.length === 0) return;
    scheduled = true;
    // After what arrived with it in this turn of the loop.
    setImmediate(() => {
      scheduled = false;
      void run(waiting.splice(0, most));
      schedule();
    });
  };
  const run = async (taken: readonly Waiting[]) => {
    running += 1;
    // Two transactions, also of two processes, lock captures in the same order.
    const ordered = taken.toSorted(byCapture);
    try {
      const outcomes = await commit(ordered.map(({ verb }) => verb));
      ordered.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index] ?? { verdict: "unavailable" };
        if ("failed" in outcome) reject(new VerbFailed(outcome.failed));
        else resolve(outcome);
      });
    } catch (error) {
      for (const { reject } of ordered) reject(error);
    } finally {
      running -= 1;
      schedule();
    }
  };
  return (verb) => {
    if (waiting.length >= queue) return Promise.reject(new Refusal("unavailable"));
    return new Promise((resolve, reject) => {
      waiting.push({ verb, resolve, reject });
      schedule();
    });
  };
}

/** Verbs of one capture stay in the order in which they came. */
function byCapture({ verb: a }: Waiting, { verb: b }: Waiting): number {
  if (a.capture === b.capture) return 0;
  return a.capture < b.capture ? -1 : 1;
}
