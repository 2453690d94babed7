import type { FindingType } from "../finding.ts";

/** A country's personal or tax number with a check of its own. */
export interface NationalId {
  /** SSN, if nothing is said. */
  type?: FindingType;
  evidence: string;
  /** How many digits stand together in it, least and most; letters may part them. */
  digits: readonly [number, number];
  /** Global; every part of it bounded. */
  pattern: RegExp;
  /** `compact`: upper-case letters and digits only. */
  passes(compact: string): boolean;
  /** Its form is too common to count without a word or a question for it. */
  onlyNamed: boolean;
}
