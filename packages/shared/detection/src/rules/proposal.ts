import type { FindingType } from "../finding.ts";

/** What a rule thinks about a span of the folded text. Without a type it says: nobody else's, nothing sensitive. */
export interface Proposal {
  type: FindingType | undefined;
  start: number;
  end: number;
  confidence: number;
  evidence: readonly string[];
  rule: string;
}

/** A proposal of something. */
export type Standing = Proposal & { type: FindingType };

/** Nothing to find here: an amount, a time, a UUID. */
export function blocker(start: number, end: number, rule: string): Proposal {
  return { type: undefined, start, end, confidence: BLOCKS, evidence: [], rule };
}

const BLOCKS = 0.9;
