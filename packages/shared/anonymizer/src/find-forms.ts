import { foldCase } from "./find-values.ts";
import { asBase64, utf8 } from "./bytes.ts";

/**
 * The forms in which a value may stand in a text beside its own spelling: hexadecimal, base64 at each of its alignments
 * and in both alphabets, percent-encoded, JSON escapes, and its UTF-16 bytes in hexadecimal. In small letters, except
 * base64, whose case is its content.
 */
export function formsOf(value: string): { folded: readonly string[]; exact: readonly string[] } {
  const bytes = utf8(value);
  let little = "";
  let big = "";
  let escapes = "";
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    const high = HEX[unit >> 8] ?? "";
    const low = HEX[unit & 255] ?? "";
    little += low + high;
    big += high + low;
    escapes += `\\u${high}${low}`;
  }
  const exact = new Set<string>();
  for (const shift of [0, 1, 2]) {
    const text = asBase64(shift === 0 ? bytes : [...ZEROS.slice(0, shift), ...bytes]);
    const form = text.slice(
      Math.ceil((shift * 8) / 6),
      Math.floor(((shift + bytes.length) * 8) / 6),
    );
    exact.add(form);
    exact.add(form.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return {
    folded: [hex(bytes), little, big, escaped(bytes), foldCase(percent(value)), escapes],
    exact: [...exact],
  };
}

/** Two digits a byte, in small letters. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const ZEROS = [0, 0];

function hex(bytes: readonly number[]): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte] ?? "";
  return text;
}

function escaped(bytes: readonly number[]): string {
  let text = "";
  for (const byte of bytes) text += `%${HEX[byte] ?? ""}`;
  return text;
}

/** As `encodeURIComponent`, which throws for half a surrogate pair. */
function percent(value: string): string {
  if (PLAIN.test(value)) return value;
  return Array.from(value, (one) => (PLAIN.test(one) ? one : escaped(utf8(one)))).join("");
}

const PLAIN = /^[\w.~!*'()-]*$/;
