import type { RiskReport } from "@aside/protocol";
import type { Facts } from "../mark/marks-schema.ts";
import { ClassCounts } from "./class-counts.ts";
import type { Level } from "./generalise.ts";
import { HARD } from "./residuals.ts";

export interface Verdict {
  readonly level: Level;
  /** Why the conversation is not let out; null when it is. */
  readonly withheld: string | null;
  readonly before: number;
  readonly after: number;
}

/**
 * Re-identification risk over an export. First every conversation's facts are counted (`add`), then each is judged.
 *
 * The score is the prosecutor risk: 1 over the number of conversations with the same facts, 0 without any fact; where the
 * second detector took something, what that tells is added. Over 1/k a conversation is made coarser, then left with the
 * kinds of its facts only; with something hard left, as an e-mail address, it is withheld.
 */
export function createJudge(k: number) {
  const exact = new ClassCounts();
  const coarse = new ClassCounts();
  const facts: Record<string, number> = {};
  const residuals: Record<string, number> = {};
  const withheld: Record<string, number> = {};
  const generalised = { coarser: 0, kinds: 0 };
  const scores = BINS.map((from, index) => ({
    from,
    to: BINS[index + 1] ?? 1,
    before: 0,
    after: 0,
  }));
  const sizes = SIZES.map((from, index) => ({
    from,
    to: (SIZES[index + 1] ?? 0) - 1,
    conversations: 0,
  }));
  const highest = { before: 0, after: 0 };

  function verdictOf({ classes: [exactly, coarsely], residuals: left }: Facts): Verdict {
    const kinds = Object.keys(left);
    const hard = kinds.find((kind) => isHard(kind));
    const soft = Object.values(left).reduce((sum, one) => sum + one, 0);
    const residual = hard === undefined ? 1 - 0.7 ** soft : 1;
    const own = exactly === "" ? 0 : 1 / Math.max(1, exact.of(exactly));
    const before = residual === 0 ? own : 1 - (1 - own) * (1 - residual);
    if (k <= 1) return { level: 0, withheld: null, before, after: before };
    if (hard !== undefined) return { level: 2, withheld: `residual ${hard}`, before, after: 0 };
    if (own <= 1 / k) return { level: 0, withheld: null, before, after: own };
    const coarser = 1 / Math.max(1, coarse.of(coarsely));
    return coarser <= 1 / k
      ? { level: 1, withheld: null, before, after: coarser }
      : { level: 2, withheld: null, before, after: 0 };
  }

  return {
    add({ classes: [exactly, coarsely], quasi, residuals: left }: Facts): void {
      if (exactly !== "") {
        exact.add(exactly);
        coarse.add(coarsely);
      }
      for (const [type, count] of Object.entries(quasi)) facts[type] = (facts[type] ?? 0) + count;
      for (const [kind, count] of Object.entries(left))
        residuals[kind] = (residuals[kind] ?? 0) + count;
    },
    verdictOf,
    /** Notes a conversation's verdict for the report; once each. */
    judge(of: Facts): Verdict {
      const verdict = verdictOf(of);
      const { before, after, level } = verdict;
      binOf(scores, before).before += 1;
      binOf(scores, after).after += 1;
      highest.before = Math.max(highest.before, before);
      highest.after = Math.max(highest.after, after);
      const size = of.classes[0] === "" ? 0 : exact.of(of.classes[0]);
      const bin = sizes.findLast(({ from }) => from <= size);
      if (bin) bin.conversations += 1;
      if (verdict.withheld !== null)
        withheld[verdict.withheld] = (withheld[verdict.withheld] ?? 0) + 1;
      else if (level === 1) generalised.coarser += 1;
      else if (level === 2) generalised.kinds += 1;
      return verdict;
    },
    report: (): RiskReport => ({
      k,
      threshold: 1 / k,
      scores: scores.map((bin) => ({ ...bin })),
      sizes: sizes.map(({ from, to, conversations }) => ({
        from,
        to: to < from ? null : to,
        conversations,
      })),
      generalised: { ...generalised },
      withheld: { ...withheld },
      facts: { ...facts },
      residuals: { ...residuals },
      highest: { ...highest },
    }),
  };
}

export type Judge = ReturnType<typeof createJudge>;

const BINS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** 0: nothing known of the person. */
const SIZES = [0, 1, 2, 3, 5, 11, 21, 51];

function binOf<T extends { from: number }>(bins: readonly T[], score: number): T {
  const bin = bins.findLast(({ from }) => from <= score + 1e-9);
  if (bin === undefined) throw new RangeError("no bin");
  return bin;
}

function isHard(kind: string): boolean {
  return [...HARD].some((one) => one === kind);
}
