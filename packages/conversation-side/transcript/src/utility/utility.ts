import type { UtilityReport } from "@aside/protocol";
import { tokensIn } from "../mark/marks.ts";
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
    report: (): UtilityReport => ({ ...report }),
  };
}

export type Utility = ReturnType<typeof createUtility>;
