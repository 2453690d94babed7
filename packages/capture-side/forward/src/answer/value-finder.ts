import { stillBytes } from "@aside/fields";
import { type Needle, needlesOf, SHORTEST } from "./needle.ts";
import { createSigns } from "./signs.ts";

/** Finds the values that were inserted in what comes back. Holds them: wipe it. */
export interface ValueFinder {
  /** Whether one of the values stands there, in any of the ways in which it is searched. */
  isIn(text: Uint8Array): boolean;
  /** Overwrites every place where one stands with `*`. Says whether there was one. */
  blank(text: Uint8Array): boolean;
  /** Of parts that follow one another: whether a value of six bytes or more stands in this one and those beside it, split. */
  splitOver(parts: readonly Uint8Array[]): boolean[];
  wipe(): void;
}

/** How many signs that are no letter and no digit may stand between two of a number's. */
const MOST_BETWEEN = 6;
/**
 * Comparisons: so many for each byte that is searched, and so many besides. Fifteen values in half a megabyte of digits in hexadecimal take a quarter of
 * it; a text that is made to take longer counts from there on as one that holds a value.
 */
const WORK_A_BYTE = 64;
const WORK = 500_000;

/**
 * The eight encodings: as it is, escaped as in JSON, in percent, as entities, in hexadecimal, in base64 (also of URLs), in
 * UTF-16, and with separators; letters of either case, also backwards, and mixed within one value.
 */
export function createValueFinder(values: readonly Uint8Array[]): ValueFinder {
  const needles = values.flatMap(needlesOf);
  const signs = createSigns();
  let work = WORK;

  /** Calls `found` with each place of a value, until it says true. Says whether there was one. */
  const each = (
    text: Uint8Array,
    beginningWith: readonly Needle[][],
    found: (from: number, to: number) => boolean,
  ): boolean => {
    if (text.length < SHORTEST) return false;
    signs.read(text);
    work += text.length * WORK_A_BYTE;
    let any = false;
    for (let at = 0; at < text.length;) {
      let end = 0;
      for (const needle of beginningWith[(signs.bytes[at] ?? 0) & 255] ?? []) {
        end = endOf(text, at, needle);
        if (end > 0) break;
      }
      if (end > 0) {
        any = true;
        if (found(at, end)) return true;
      }
      at = end || at + 1;
    }
    return any;
  };

  /** Where a value that begins at `from` ends; 0 where none begins there. */
  const endOf = (text: Uint8Array, from: number, needle: Needle): number => {
    const { letters, alphabet, alone } = needle;
    const { bytes, next } = signs;
    if (alone && isWord(text[from - 1])) return 0;
    let at = from;
    let matched = 0;
    let between = 0;
    while (matched < letters.length) {
      if (at >= text.length) return 0;
      if ((work -= 1) < 0) return text.length;
      const sign = bytes[at] ?? 0;
      const length = lengthOf(sign, letters, matched, alphabet);
      if (length > 0) {
        matched += length;
        between = 0;
      } else if (matched === 0 || !mayStandBetween(text, at, sign & 255, alphabet)) {
        return 0;
      } else if ((between += 1) > MOST_BETWEEN) {
        return 0;
      }
      at = next[at] ?? text.length;
    }
    return alone && isWord(text[at]) ? 0 : at;
  };

  const all = byBeginning(needles);
  const long = byBeginning(needles.filter(({ alone }) => !alone));
  return {
    isIn: (text) => each(text, all, () => true),
    blank: (text) =>
      each(text, all, (from, to) => {
        text.fill(0x2a, from, to);
        return false;
      }),
    splitOver(parts) {
      const whole = stillBytes(parts.reduce((sum, part) => sum + part.length, 0));
      const ends: number[] = [];
      for (const part of parts) {
        const from = ends.at(-1) ?? 0;
        whole.set(part, from);
        ends.push(from + part.length);
      }
      const touched = parts.map(() => false);
      let first = 0;
      each(whole, long, (from, to) => {
        while ((ends[first] ?? to) <= from) first += 1;
        for (let part = first; part < parts.length && (ends[part - 1] ?? 0) < to; part += 1)
          touched[part] = true;
        return false;
      });
      whole.fill(0);
      return touched;
    },
    wipe() {
      for (const { letters } of needles) letters.fill(0);
      for (const lists of [all, long]) lists.length = 0;
      signs.wipe();
    },
  };
}

/** Of each byte the needles that may begin with it: most have none. */
function byBeginning(needles: readonly Needle[]): Needle[][] {
  return Array.from({ length: 256 }, (_, byte) =>
    needles.filter(({ letters, alphabet }) => isSame(byte, letters[0] ?? 0, alphabet)),
  );
}

/** How many letters a sign stands for, all of which are the next ones; else 0. */
function lengthOf(
  sign: number,
  letters: Uint8Array,
  matched: number,
  alphabet: Needle["alphabet"],
): number {
  let length = 0;
  let rest = sign;
  do {
    if (!isSame(rest & 255, letters[matched + length] ?? 0, alphabet)) return 0;
    length += 1;
    rest >>>= 8;
  } while (rest !== 0);
  return length;
}

function isSame(byte: number, letter: number, alphabet: Needle["alphabet"]): boolean {
  if (byte === letter) return true;
  if (alphabet === "base64") {
    return (byte === 0x2d && letter === 0x2b) || (byte === 0x5f && letter === 0x2f);
  }
  if (byte === 0x2b && letter === 0x20) return true;
  const lower = letter | 0x20;
  return lower >= 0x61 && lower <= 0x7a && (byte | 0x20) === lower;
}

function mayStandBetween(
  text: Uint8Array,
  at: number,
  byte: number,
  alphabet: Needle["alphabet"],
): boolean {
  if (byte === 0) return true;
  if (alphabet === "text") return false;
  if (alphabet === "base64") return byte === 0x0a || byte === 0x0d;
  // `0x34, 0x31` and `\x34\x31`: the zero before the `x`, and the `x`.
  if (alphabet === "hex" && (byte | 0x20) === 0x78) return true;
  if (alphabet === "hex" && byte === 0x30 && ((text[at + 1] ?? 0) | 0x20) === 0x78) return true;
  return !isWord(byte) || byte >= 0x80;
}

function isWord(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a) || byte >= 0x80;
}
