import { createConversationDetector, type DetectorOptions } from "@aside/detection";
import type { Turn } from "../transcript.ts";

/** Why a span was taken; never the value or a part of it. */
export interface Why {
  /** The rule's stable id, such as `card-number`. */
  readonly rule: string;
  /** 0 to 1: an order among findings of one type, not a probability. */
  readonly confidence: number;
  /** In words. */
  readonly evidence: readonly string[];
}

/** Why, and of which part of a turn's text. */
export interface Reason extends Why {
  readonly start: number;
  readonly end: number;
}

/** Says of every span of a conversation why it was taken; undefined for what was captured or cut and so never looked for. */
export type Explain = (
  turn: number,
  span: { readonly start: number; readonly end: number; readonly source: string },
) => Why | undefined;

/** Marks keep no reasons: for the few conversations that a person looks at, they are found once more. One list a turn. */
export function reasonsIn(
  turns: readonly Pick<Turn, "speaker" | "text">[],
  options: DetectorOptions = {},
): Reason[][] {
  const detector = createConversationDetector({ ...options, profile: "export" });
  const found: Reason[][] = turns.map(() => []);
  turns.forEach(({ speaker, text }, turn) => {
    const { findings, retroactive } = detector.add({ speaker, text });
    found[turn]?.push(...findings);
    // The later finding knows more: a piece of a number, a name that was introduced since.
    for (const earlier of retroactive) found[earlier.turn]?.unshift(earlier.finding);
  });
  return found;
}

/** @param reasons as {@link reasonsIn} gives them */
export function explainBy(reasons: readonly (readonly Reason[])[]): Explain {
  return (turn, { start, end, source }) => {
    if (source !== "found") return undefined;
    const one = reasons[turn]?.find((reason) => reason.start < end && start < reason.end);
    return one === undefined
      ? REPEATED
      : { rule: one.rule, confidence: one.confidence, evidence: one.evidence };
  };
}

const REPEATED: Why = {
  rule: "repeated",
  confidence: 1,
  evidence: ["the same value elsewhere in the conversation"],
};
