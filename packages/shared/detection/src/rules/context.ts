import type { FindingType } from "../finding.ts";
import type { Reading } from "../text/reading.ts";

/** Something the other side asked for. */
export interface Asked {
  type: FindingType;
  /** Its bit of {@link TYPE_BITS}. */
  bit: number;
  /** How many messages this speaker has sent since, this one not counted. */
  age: number;
  /** Something else was asked after it. */
  overtaken: boolean;
}

/** What the conversation before a message says about it. */
export interface Context {
  speaker: string;
  /** What the other side asked for and has not got yet, the latest first. */
  asked: readonly Asked[];
  /** What the last messages were about. */
  isTopic(type: FindingType): boolean;
  /** What this speaker has given already: it will hardly be asked again. */
  given: ReadonlySet<FindingType>;
  /** Several messages and only one side of them: questions are not to be seen. */
  oneSided: boolean;
}

export function isAsked({ asked }: Context, type: FindingType): boolean {
  for (const one of asked) if (one.type === type && !one.overtaken) return true;
  return false;
}

/** Whether a value of any of these types, bits of {@link TYPE_BITS}, is named in a message or was asked for: for no other is there a reason. */
export function isSpokenOf({ named }: Reading, { asked }: Context, types: number): boolean {
  let spokenOf = named;
  for (const { bit } of asked) spokenOf |= bit;
  return (spokenOf & types) !== 0;
}
