import type { OpenReply } from "@aside/protocol";
import type { RecordRow } from "@aside/vault";
import type { Database } from "@aside/postgres";
import { codeOf } from "@aside/service";
import { type RefusalCode, Refusal } from "../refusal.ts";
import type { KnownCapture } from "./bound-capture.ts";

/** What a form does to a capture, as the SQL function `collector_together` does it. */
export type Verb = {
  tenant: string;
  capture: string;
  now: number;
  grace: number;
  jti: string;
  /** What the gateway hears where it is done: see `Letter`. */
  letter: string;
  /** Until when nobody else takes the letter, which this process delivers. */
  lease: number;
} & (
  | {
      verb: "open";
      conversation: string;
      template: string;
      issuedAt: number;
      until: number;
      epk: string;
      parentOrigin: string | null;
      /** Template and terms need not be answered. */
      known: boolean;
    }
  | ({ verb: "complete"; submission: string; display: string } & RecordRow)
);

export type VerbAnswer =
  | {
      verdict: "ok";
      /** Both null where they are known. */
      template: OpenReply["template"];
      terms: KnownCapture["terms"] | null;
      deadline: number;
      tenant: OpenReply["tenant"];
      /** The id of what the gateway is to hear; null where it heard it before. */
      letter: number | null;
    }
  /** `after`: letters of the capture that go before this one. */
  | { verdict: "stored"; letter: number; after: readonly number[] }
  /** It was stored before. */
  | { verdict: "stored"; display: string }
  | { verdict: RefusalCode };

/** Does a verb; resolves once it is durable. Rejects with `VerbFailed` where PostgreSQL refused it, and nothing of it is there. */
export type Together = (verb: Verb) => Promise<VerbAnswer>;

/** Its code is a SQLSTATE; PostgreSQL's own text may hold a row's values. */
export class VerbFailed extends Error {
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

/** Commits verbs, of one capture and one ticket at most one, in one transaction; rejects with `VerbFailed` where it was rolled back. */
export type CommitVerbs = (verbs: readonly Verb[]) => Promise<ReadonlyMap<string, VerbAnswer>>;

/**
 * On one connection: the plans of all of this, and what PostgreSQL caches of it, are warm in one backend.
 *
 * @returns a function whose answers are by capture
 */
export function verbsIn(database: Pick<Database, "inTurn">): CommitVerbs {
  return async (verbs) => {
    const opens = verbs.filter(({ verb }) => verb === "open");
    const completes = verbs.filter(({ verb }) => verb === "complete");
    const tenants = [...new Set(verbs.map(({ tenant }) => tenant))];
    const captures = verbs.map(({ capture }) => capture);
    try {
      const rows = await database.inTurn(
        (sql) => sql<{ answer: VerbAnswer & { capture: string } }[]>`
          select answer from collector_together(${tenants}, ${captures}, ${listOf(opens)}::text::jsonb,
            ${listOf(completes)}::text::jsonb) as answer`,
      );
      return new Map(rows.map(({ answer }) => [answer.capture, answer]));
    } catch (error) {
      throw error instanceof Error && error.name === "PostgresError"
        ? new VerbFailed(codeOf(error))
        : error;
    }
  };
}

function listOf(verbs: readonly Verb[]): string | null {
  return verbs.length === 0 ? null : JSON.stringify(verbs);
}

/**
 * Commits verbs that come in one turn, or while others are being committed, in one transaction: the disk is waited for once. Each has an answer
 * of its own; where PostgreSQL refuses one, each is done again in a transaction of its own.
 *
 * Where many were under way at once lately, others are likely on their way: half as many go in one transaction, never more, so that the other half is
 * prepared while PostgreSQL is at it and neither waits for the other. Where no transaction is under way, a quarter goes. Fewer wait a little (as for
 * PostgreSQL's `commit_delay`), since most of what a transaction costs does not depend on how many share it. A verb that is alone waits for nothing.
 *
 * @param options.most verbs in a transaction; 32 when absent
 * @param options.queue verbs that may wait; 2,000 when absent
 * @param options.inFlight transactions at the same time; 2 when absent
 * @param options.gatherMs the longest that verbs wait for others; 10 when absent
 */
export function createTogether(
  commit: CommitVerbs,
  options: {
    most?: number;
    queue?: number;
    inFlight?: number;
    gatherMs?: number;
  } = {},
): Together {
  const { most = 32, queue = 2_000, inFlight = 2, gatherMs = 10 } = options;
  let waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;
  /** Verbs that wait or are being committed, and how many of them there were at most, lately. */
  let under = 0;
  let peak = 1;
  let gathering: NodeJS.Timeout | null = null;
  let gathered = false;

  /** Of those that are under way at once, what one transaction does. A few are not worth two transactions. */
  const share = () => Math.min(most, Math.ceil(peak / inFlight));
  const atMost = () => Math.min(most, Math.max(share(), FEW));
  const isReady = () => {
    if (running > 0) return waiting.length >= share();
    return gathered || gatherMs === 0 || waiting.length >= Math.ceil(share() / 2);
  };
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathered = true;
      peak = under;
      schedule();
    }, gatherMs);
  };
  const schedule = () => {
    if (scheduled || waiting.length === 0) return;
    if (running >= inFlight || !isReady()) return gather();
    scheduled = true;
    // After what arrived with it in this turn of the loop.
    setImmediate(() => {
      scheduled = false;
      const { taken, left } = nextOf(waiting, atMost());
      waiting = left;
      running += 1;
      peak = Math.max(peak - 1, under);
      if (gathering !== null) clearTimeout(gathering);
      gathering = null;
      gathered = false;
      void run(taken).finally(() => {
        running -= 1;
        under -= taken.length;
        schedule();
      });
      schedule();
    });
  };
  const run = async (taken: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await commit(taken.map(({ verb }) => verb));
      for (const { verb, resolve } of taken)
        resolve(answers.get(verb.capture) ?? { verdict: "unavailable" });
    } catch (error) {
      if (error instanceof VerbFailed && taken.length > 1)
        await Promise.all(taken.map((each) => run([each])));
      else for (const { reject } of taken) reject(error);
    }
  };
  return (verb) => {
    if (waiting.length >= queue) return Promise.reject(new Refusal("unavailable"));
    return new Promise((resolve, reject) => {
      waiting.push({ verb, resolve, reject });
      under += 1;
      peak = Math.max(peak, under);
      schedule();
    });
  };
}

const FEW = 4;

/**
 * In the order in which they came, of a capture or a ticket the first only, and all of the verb that the oldest is: a transaction that opens and
 * completes costs PostgreSQL what one of each costs, whatever its size.
 */
function nextOf(waiting: readonly Waiting[], most: number) {
  const names = new Set<string>();
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  const kind = waiting[0]?.verb.verb;
  for (const each of waiting) {
    const { tenant, capture, jti, verb } = each.verb;
    const own = [capture, `${tenant} ${jti}`];
    const waits = verb !== kind || taken.length === most || own.some((name) => names.has(name));
    (waits ? left : taken).push(each);
    for (const name of own) names.add(name);
  }
  return { taken, left };
}
