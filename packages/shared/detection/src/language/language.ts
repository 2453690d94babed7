import type { FindingType } from "../finding.ts";

/** What a word or phrase can announce. `NAME` asks for or introduces a person's name. */
export type CueType = FindingType;

/**
 * A language as data. Phrases are lower case without apostrophes or accents, words parted by blanks;
 * `(a|b)` is a choice and `x?` may be left out.
 */
export interface Language {
  code: string;
  /** Phrases that name a kind of value, by kind. */
  cues: Partial<Record<CueType, readonly string[]>>;
  /** Phrases that look like cues and are none: `social media`, `order food`. */
  notCues: readonly string[];
  /** Words that may stand between a cue and its value. */
  connectors: readonly string[];
  /** Words that make of a message a question or a request. */
  requests: readonly string[];
  /** Number words, spoken digit by digit: word → digits. */
  digits: Readonly<Record<string, string>>;
  /** Words such as `double`: word → how often the next digit is meant. */
  repeats: Readonly<Record<string, number>>;
  /** Words that sound like digits and mostly are none: `for`, `to`. Only a card's check digit makes digits of them. */
  sounds: Readonly<Record<string, string>>;
  /** Words heard between digits that mean nothing: `dash`, `uh`. */
  fillers: readonly string[];
  /** Words that lead from one piece of a number to the next: `then`, `followed by`. */
  leads: readonly string[];
  /** Months by name and by abbreviation. */
  months: readonly string[];
  /** Words after a number that make it an amount, a time or a count. */
  units: readonly string[];
  /** Words in front of a number that make it an amount: `balance`, `over`. */
  amounts: readonly string[];
  /** Abbreviations whose stop ends no sentence: `no.` */
  abbreviations: readonly string[];
}
