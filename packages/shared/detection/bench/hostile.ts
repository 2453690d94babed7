import type { ConversationDetector } from "../src/index.ts";
import { sharedLexis } from "../src/language/shared-lexis.ts";

/** Parts of numbers, codes, addresses and cues that rules begin to read and may not finish. */
const PIECES =
  "1- |1. |a@|x.|a1|a1 |1a |4111 |4111 1111 1111 1111 |one |one two |double |my pin |my pin is |card number |no 1 |1/1/|1/1 |may 1 |12 may 1990 |GB11|GB29 |de89 |1.1.|www.a|://a|http://a |12 Main |o1|AB1 |A1 1AA |M1 1AA |a:b |::|--|(1|((|(1)|at dot |a at b dot |first four |1st |$1 |1,|1,000|1 000 |4111-|4-|4,1 |fl1|#1|+1 |+1|1 of 1 |password is a1 |user name |1e5 |sixteen |twenty one |one hundred |4 for |pin 1|what is your pin?|a'|@a.b|a@b.c|a@b.co |a@b.co,|%B4111|x-x|1x|0x1 |3f1a809d-|1-1-|1_1|1\t|1\n|\r\n|1 and |1 then |4111x|<b>4</b>".split(
    "|",
  );
const OTHERS = [
  "\u200b",
  "\u0301",
  "a\u0301",
  "\u00e91 ",
  "\ufdfa",
  "\u6f22",
  "\ud800",
  "\u{1f642}",
  "\u{1f642} ",
];
/** The digit 1 of Arabic, Persian, Devanagari, Bengali, Thai, full width, mathematical. */
const DIGITS = [0x661, 0x6f1, 0x967, 0x9e7, 0xe51, 0xff11, 0x1d7cf];

/** The costliest of pieces together that the search found (`hostile-search.ts`), one of each kind. */
const FOUND = [
  "plz16+13f1a809d-",
  "\u00e9zip O3f1a809d-",
  "zip o11a o1",
  "zip GB291a o1",
  "zip o11.1.GB29",
  "plz+11.0x1",
  "1.1.zip 1/1/3f1a809d-",
  "zip 16o1GB29",
  "1/1/no",
  "1,000pwd1.1.",
  "1,000T tan1/1",
  "1,0003f1a809d-tan1_1",
  "1,000code tan1_1",
  "tua pwd1_1(1",
  "1,000\u{1f642} tan1_1",
  "1,000nro pwd1/1",
  "M1 1AAprice fourteen ",
];

/** What is repeated: every ASCII character alone and apart, digits of each script, pieces of values, and some of them together. */
export const HOSTILE: readonly string[] = [
  ...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)),
  ...Array.from({ length: 94 }, (_, at) => `${String.fromCharCode(33 + at)} `),
  ...DIGITS.map((code) => String.fromCodePoint(code)),
  ...DIGITS.map((code) => `${String.fromCodePoint(code)} `),
  ...PIECES,
  ...OTHERS,
  ...FOUND,
];

/** Every word that means something to a rule. */
export function hostileWords(): string[] {
  return sharedLexis()
    .vocabulary.words.filter((word) => word !== "")
    .map((word) => `${word} `);
}

/** Milliseconds of this process's CPU for `times` messages of `length` characters, the best of `rounds`. */
export function costOf(
  create: () => ConversationDetector,
  unit: string,
  length: number,
  rounds: number,
  times = 1,
): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const begun = process.cpuUsage();
    for (let time = 0; time < times; time++) create().add({ speaker: "customer", text });
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Of one text: milliseconds at first, and the least of all rounds. */
export interface Cost {
  readonly unit: string;
  readonly early: number;
  readonly least: number;
}

/** From so many milliseconds on a text is measured again: half of what it may take. */
const COSTLY = 25;
export const EARLY_ROUNDS = 2;
export const MORE_ROUNDS = 20;

/**
 * All once over, then the costly ones again, round by round: by then V8 has compiled what they all share, and no moment of a busy machine meets one
 * of them alone.
 */
export function costsOf(
  units: readonly string[],
  measure: (unit: string, rounds: number) => number,
): Cost[] {
  const early = new Map(units.map((unit) => [unit, measure(unit, EARLY_ROUNDS)]));
  const least = new Map(early);
  const costly = units.filter((unit) => (early.get(unit) ?? 0) > COSTLY);
  for (let round = 0; round < MORE_ROUNDS; round++)
    for (const unit of costly)
      least.set(unit, Math.min(least.get(unit) ?? Infinity, measure(unit, 1)));
  return units.map((unit) => ({
    unit,
    early: early.get(unit) ?? 0,
    least: least.get(unit) ?? 0,
  }));
}
