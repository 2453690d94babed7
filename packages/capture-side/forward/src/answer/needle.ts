import { stillBytes, stillCopy } from "@aside/fields";

/** What is searched for: the letters of one way to write a value. */
export interface Needle {
  letters: Uint8Array;
  /** Which signs count as the same, and which may stand between. */
  alphabet: "text" | "digits" | "hex" | "base64";
  /** Found only where no letter or digit stands beside it: a short value is part of much else. */
  alone: boolean;
}

/** The shortest value that is searched; below this everything would be found everywhere. */
export const SHORTEST = 3;
const SHORT = 6;

/** How a value may come back: as it is, with separators, backwards, in hexadecimal, in base64 of any alignment. */
export function needlesOf(given: Uint8Array): Needle[] {
  if (given.length < SHORTEST) return [];
  const value = stillCopy(given);
  const alone = value.length < SHORT;
  const wide = alone ? [utf16(value, 0), utf16(value, 1)] : [utf16(value, 0).subarray(0, -1)];
  const digits = value.length >= 8 && value.every((byte) => byte >= 0x30 && byte <= 0x39);
  const plain = digits ? ("digits" as const) : ("text" as const);
  const needles: Needle[] = [
    { letters: value, alphabet: plain, alone },
    { letters: stillCopy(value).reverse(), alphabet: plain, alone },
    { letters: toHex(value), alphabet: "hex", alone },
    ...wide.map((bytes): Needle => ({ letters: toHex(bytes), alphabet: "hex", alone })),
  ];
  for (const shift of alone ? [0] : [0, 1, 2]) {
    for (const bytes of [value, ...wide]) {
      needles.push({ letters: toBase64(bytes, shift), alphabet: "base64", alone });
    }
  }
  for (const bytes of wide) bytes.fill(0);
  return needles;
}

/** Little-endian, or with `shift` 1 big-endian; without its last byte, one is within the other. */
function utf16(value: Uint8Array, shift: 0 | 1): Uint8Array {
  const wide = stillBytes(value.length * 2);
  value.forEach((byte, index) => (wide[index * 2 + shift] = byte));
  return wide;
}

const HEX = Buffer.from("0123456789abcdef");

function toHex(value: Uint8Array): Uint8Array {
  const letters = stillBytes(value.length * 2);
  value.forEach((byte, index) => {
    letters[index * 2] = HEX[byte >> 4] ?? 0;
    letters[index * 2 + 1] = HEX[byte & 15] ?? 0;
  });
  return letters;
}

const BASE64 = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

/** The letters that depend on the value alone where `shift` bytes stand before it and others behind it. */
function toBase64(value: Uint8Array, shift: number): Uint8Array {
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor(((shift + value.length) * 8) / 6);
  const bitsAt = (letter: number) => {
    let bits = 0;
    for (let bit = letter * 6; bit < letter * 6 + 6; bit += 1) {
      const byte = value[(bit >> 3) - shift] ?? 0;
      bits = (bits << 1) | ((byte >> (7 - (bit & 7))) & 1);
    }
    return bits;
  };
  const letters = stillBytes(last - first);
  for (let index = 0; index < letters.length; index += 1)
    letters[index] = BASE64[bitsAt(first + index)] ?? 0;
  return letters;
}
