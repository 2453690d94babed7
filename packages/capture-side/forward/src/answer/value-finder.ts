import { type Needle, needlesOf } from "./needle.ts";
import { unitAt } from "./unit.ts";

/** Finds the values that were inserted in what comes back. Holds them: wipe it. */
export interface ValueFinder {
  /** Whether one of the values stands there, in any of the ways in which it is searched. */
  isIn(text: Uint8Array): boolean;
  /** Overwrites every place where one stands with `*`. Says whether there was one. */
  blank(text: Uint8Array): boolean;
  wipe(): void;
}

/** How many signs that are no letter and no digit may stand between two of a number's. */
const MOST_BETWEEN = 6;

/**
 * The eight encodings: as it is, escaped as in JSON, in percent, as entities, in hexadecimal, in base64 (also of URLs), in
 * UTF-16, and with separators; letters of either case, also backwards, and mixed within one value.
 */
export function createValueFinder(values: readonly Uint8Array[]): ValueFinder {
  const needles = values.flatMap(needlesOf);
  const beginnings = beginningsOf(needles);
  const each = (text: Uint8Array, found: (from: number, to: number) => boolean): boolean => {
    let any = false;
    for (let at = 0; at < text.length;) {
      const begins = beginnings[unitAt(text, at).bytes[0] ?? 0] === 1;
      const end = begins ? endOfAny(text, at, needles) : null;
      if (end !== null) {
        any = true;
        if (found(at, end)) return true;
      }
      at = end ?? at + 1;
    }
    return any;
  };
  return {
    isIn: (text) => each(text, () => true),
    blank: (text) =>
      each(text, (from, to) => {
        text.fill(0x2a, from, to);
        return false;
      }),
    wipe() {
      for (const { letters } of needles) letters.fill(0);
      beginnings.fill(0);
    },
  };
}

/** 1 for each byte that a value may begin with: most places of a text are none. */
function beginningsOf(needles: readonly Needle[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    Number(needles.some(({ letters, alphabet }) => isSame(byte, letters[0] ?? 0, alphabet))),
  );
}

function endOfAny(text: Uint8Array, at: number, needles: readonly Needle[]): number | null {
  for (const needle of needles) {
    const end = endOf(text, at, needle);
    if (end !== null) return end;
  }
  return null;
}

function endOf(
  text: Uint8Array,
  from: number,
  { letters, alphabet, alone }: Needle,
): number | null {
  if (alone && isWord(text[from - 1])) return null;
  let at = from;
  let matched = 0;
  let between = 0;
  while (matched < letters.length) {
    if (at >= text.length) return null;
    const { bytes, next } = unitAt(text, at);
    if (bytes.every((byte, index) => isSame(byte, letters[matched + index] ?? 0, alphabet))) {
      matched += bytes.length;
      between = 0;
    } else if (matched === 0 || !mayStandBetween(text, at, bytes, alphabet)) {
      return null;
    } else if ((between += 1) > MOST_BETWEEN) {
      return null;
    }
    at = next;
  }
  return alone && isWord(text[at]) ? null : at;
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
  bytes: readonly number[],
  alphabet: Needle["alphabet"],
): boolean {
  const [byte = 0] = bytes;
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
