import type { OpenReply, RegisterCommand } from "@aside/protocol";
import type { RecordRow } from "@aside/vault";
import type { Database } from "@aside/postgres";
import { codeOf } from "@aside/service";
import { type RefusalCode, Refusal } from "../refusal.ts";
import type { KnownCapture } from "./bound-capture.ts";

/** What a form does to a capture, as the SQL function `collector_together` does it. */
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
  | { verb: "complete"; submission: string; display: string; result: object; record: RecordRow }
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

/** @returns a function whose answers are by capture */
export function verbsIn(database: Pick<Database, "once">): CommitVerbs {
  return async (verbs) => {
    try {
      const rows = await database.once(
        (sql) => sql<{ answer: VerbAnswer & { capture: string } }[]>`
          select answer from collector_together(${JSON.stringify(verbs)}::text::jsonb) as answer`,
      );
      return new Map(rows.map(({ answer: { capture, ...answer } }) => [capture, answer]));
    } catch (error) {
      throw error instanceof Error && error.name === "PostgresError"
        ? new VerbFailed(codeOf(error))
        : error;
    }
  };
}

/**
 * Commits verbs that come in one turn, or while others are being committed, in one transaction: the disk is waited for once. Each has an answer
 * of its own; where PostgreSQL refuses one, each is done again in a transaction of its own.
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
  let waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled || running >= inFlight || waiting.length === 0) return;
    scheduled = true;
    // After what arrived with it in this turn of the loop.
    setImmediate(() => {
      scheduled = false;
      const { taken, left } = firstOfEach(waiting, most);
      waiting = left;
      running += 1;
      void run(taken).finally(() => {
        running -= 1;
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
      schedule();
    });
  };
}

/** In the order in which they came, of a capture or a ticket the first only. */
function firstOfEach(waiting: readonly Waiting[], most: number) {
  const names = new Set<string>();
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  for (const each of waiting) {
    const { tenant, capture, jti } = each.verb;
    const own = [capture, `${tenant} ${jti}`];
    if (taken.length === most || own.some((name) => names.has(name))) left.push(each);
    else taken.push(each);
    for (const name of own) names.add(name);
  }
  return { taken, left };
}
