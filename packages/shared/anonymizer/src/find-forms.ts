import { foldCase } from "./find-values.ts";
import { asBase64, utf8 } from "./bytes.ts";

/**
 * The forms in which a value may stand in a text beside its own spelling: hexadecimal, base64 at each of its alignments
 * and in both alphabets, percent-encoded, JSON escapes, and its UTF-16 bytes in hexadecimal. In small letters, except
 * base64, whose case is its content.
 */
export function formsOf(value: string): { folded: readonly string[]; exact: readonly string[] } {
  const bytes = utf8(value);
  const hex = (list: readonly number[]) =>
    list.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const units = Array.from({ length: value.length }, (_, index) => value.charCodeAt(index));
  const escapes = units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  const exact = [0, 1, 2].flatMap((shift) => {
    const text = asBase64([...Array.from({ length: shift }, () => 0), ...bytes]);
    const form = text.slice(
      Math.ceil((shift * 8) / 6),
      Math.floor(((shift + bytes.length) * 8) / 6),
    );
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return {
    folded: [
      hex(bytes),
      hex(units.flatMap((unit) => [unit & 255, unit >> 8])),
      hex(units.flatMap((unit) => [unit >> 8, unit & 255])),
      foldCase(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")),
      foldCase(percent(value)),
      foldCase(escapes),
    ],
    exact: [...new Set(exact)],
  };
}

/** As `encodeURIComponent`, which throws for half a surrogate pair. */
function percent(value: string): string {
  return Array.from(value, (one) =>
    /[\w.~!*'()-]/.test(one)
      ? one
      : utf8(one)
          .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
          .join(""),
  ).join("");
}
