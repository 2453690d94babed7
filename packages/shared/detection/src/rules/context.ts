import type { FindingType } from "../finding.ts";

/** What the conversation before a message says about it. */
export interface Context {
  /** What the other side asked for and has not got yet, the latest first. */
  asked: readonly FindingType[];
  /** What this speaker's last messages were about. */
  topic: ReadonlySet<FindingType>;
  /** Several messages and only one side of them: questions are not to be seen. */
  oneSided: boolean;
}

export const NO_CONTEXT: Context = { asked: [], topic: new Set(), oneSided: false };
