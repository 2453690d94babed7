import type { UtilityReport } from "@aside/protocol";
import { actOf, intentsOf } from "./dialogue-acts.ts";

/** Counts what replacing cost: words that are others now, and turns that say something else now. */
export function createUtility() {
  const report = {
    tokens: 0,
    changedTokens: 0,
    turns: 0,
    changedTurns: 0,
    actsKept: 0,
    intentsKept: 0,
  };
  return {
    add(tokens: number, turns: number): void {
      report.tokens += tokens;
      report.turns += turns;
    },
    /** A turn that was said, before and after; `spans` are what was replaced of the text before. */
    changed(before: string, after: string, spans: readonly { start: number; end: number }[]): void {
      report.changedTurns += 1;
      for (const { start, end } of spans)
        report.changedTokens += tokensIn(before.slice(start, end));
      if (actOf(before) === actOf(after)) report.actsKept += 1;
      if (intentsOf(before) === intentsOf(after)) report.intentsKept += 1;
    },
    /** Another report's sums. */
    plus(other: UtilityReport): void {
      report.tokens += other.tokens;
      report.changedTokens += other.changedTokens;
      report.turns += other.turns;
      report.changedTurns += other.changedTurns;
      report.actsKept += other.actsKept;
      report.intentsKept += other.intentsKept;
    },
    report: (): UtilityReport => ({ ...report }),
  };
}

export type Utility = ReturnType<typeof createUtility>;

/** Counts what a replacement cost in turns with spans. Turns that were captured never had words of their own. */
export function measureChanged(
  utility: Utility,
  before: readonly { readonly text: string; readonly spans: readonly Marked[] }[],
  after: readonly { readonly text: string }[],
): void {
  before.forEach(({ text, spans }, index) => {
    if (spans.length > 0 && !spans.some(({ source }) => source === "captured"))
      utility.changed(text, after[index]?.text ?? "", spans);
  });
}

/** The same, and counts all words and turns. */
export function measure(
  utility: Utility,
  before: readonly { readonly text: string; readonly spans: readonly Marked[] }[],
  after: readonly { readonly text: string }[],
): void {
  for (const { text, spans } of before) {
    if (!spans.some(({ source }) => source === "captured")) utility.add(tokensIn(text), 1);
  }
  measureChanged(utility, before, after);
}

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly source?: string;
}

/** Words and numbers. */
function tokensIn(text: string): number {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0;
}
