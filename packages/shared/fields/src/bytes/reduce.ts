import { eachCodePoint } from "./code-points.ts";
import { stillBytes, stillCopy } from "./still-bytes.ts";

const DIGIT_ZEROS = [
  0x30, // ASCII
  0x660, // Arabic-Indic
  0x6f0, // Persian, Urdu
  0x966, // Devanagari
  0x9e6, // Bengali
  0xe50, // Thai
  0xff10, // full-width
];

/** Full stop and slash, also full-width. */
const DOTS = [0x2e, 0x2f, 0xff0e, 0xff0f];

/** What a code point becomes: an ASCII byte, nothing, or a reason to refuse the whole. */
export type Reduced = number | "drop" | "refuse";

/**
 * ASCII bytes of a value, by a rule for each code point.
 *
 * @returns a fresh array that the caller wipes; null where the rule refused or the bytes are not UTF-8
 */
export function reduce(bytes: Uint8Array, rule: (codePoint: number) => Reduced): Uint8Array | null {
  const out = stillBytes(bytes.length);
  let length = 0;
  let refused = false;
  const valid = eachCodePoint(bytes, (point) => {
    const reduced = refused ? "refuse" : rule(point);
    if (reduced === "refuse") refused = true;
    else if (reduced !== "drop") {
      out[length] = reduced;
      length += 1;
    }
  });
  const result = valid && !refused ? stillCopy(out, 0, length) : null;
  out.fill(0);
  return result;
}

/** Digits of any common script as ASCII; separators are dropped, anything else refuses. */
export function reduceToDigits(bytes: Uint8Array): Uint8Array | null {
  return reduce(bytes, (point) => asDigit(point) ?? (isSeparator(point) ? "drop" : "refuse"));
}

/** Digits and upper-case Latin letters; full-width forms are read as ASCII; separators are dropped. */
export function reduceToAlphanumeric(bytes: Uint8Array): Uint8Array | null {
  return reduce(
    bytes,
    (point) => asDigit(point) ?? asUpperLetter(point) ?? (isSeparator(point) ? "drop" : "refuse"),
  );
}

export function asDigit(point: number): number | undefined {
  const zero = DIGIT_ZEROS.find((start) => point >= start && point <= start + 9);
  return zero === undefined ? undefined : 0x30 + point - zero;
}

export function asUpperLetter(point: number): number | undefined {
  const plain = point >= 0xff21 && point <= 0xff5a ? point - 0xfee0 : point;
  if (plain >= 0x41 && plain <= 0x5a) return plain;
  return plain >= 0x61 && plain <= 0x7a ? plain - 0x20 : undefined;
}

/** Spaces, dashes, dots, slashes and the marks of writing direction that come along when one pastes. */
export function isSeparator(point: number): boolean {
  return isSpace(point) || isDash(point) || isMark(point) || DOTS.includes(point);
}

export function isSpace(point: number): boolean {
  return (
    point === 0x20 ||
    (point >= 0x09 && point <= 0x0d) ||
    point === 0xa0 ||
    (point >= 0x2000 && point <= 0x200a) ||
    point === 0x202f ||
    point === 0x205f ||
    point === 0x3000
  );
}

export function isDash(point: number): boolean {
  return (
    point === 0x2d ||
    (point >= 0x2010 && point <= 0x2015) ||
    point === 0x2212 ||
    point === 0xff0d ||
    point === 0x30fc
  );
}

function isMark(point: number): boolean {
  return (
    (point >= 0x200b && point <= 0x200f) ||
    (point >= 0x202a && point <= 0x202e) ||
    (point >= 0x2066 && point <= 0x2069) ||
    point === 0x61c ||
    point === 0xfeff
  );
}
