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

/** Nothing to find here, whatever a word in front says of a part of it: a UUID. */
export function blocker(start: number, end: number, rule: string): Proposal {
  return { type: undefined, start, end, confidence: BLOCKS, evidence: [], rule };
}

/** Above what a word names, below a URL that has one in it. */
const BLOCKS = 0.965;
