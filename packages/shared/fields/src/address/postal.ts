import { asDigit, asUpperLetter, isDash, isSpace, reduce } from "../bytes/reduce.ts";
import { readAscii } from "../bytes/read-ascii.ts";
import { stillBytes } from "../bytes/still-bytes.ts";
import { accept, refuse, type CheckContext, type FieldRule } from "../field-rule.ts";
import { territoryOf } from "./country.ts";
import { postalPattern } from "./territory.ts";
import type { Fit } from "../bytes/byte-pattern.ts";

const SPACE = 0x20;
const DASH = 0x2d;

/**
 * Postal code: upper case, ASCII, one space where spaces were; judged by its territory's pattern, with or without the
 * separators of the official writing.
 */
export const postalRule: FieldRule = {
  maxBytes: 60,
  canonical(bytes) {
    const reduced = reduce(bytes, (point) => {
      if (isSpace(point)) return SPACE;
      if (isDash(point)) return DASH;
      return asDigit(point) ?? asUpperLetter(point) ?? "refuse";
    });
    if (reduced === null) return null;
    const tidy = keep(
      reduced,
      (byte, at) => byte !== SPACE || (at > 0 && reduced[at - 1] !== SPACE),
    );
    reduced.fill(0);
    return tidy.at(-1) === SPACE ? tidy.subarray(0, -1) : tidy;
  },
  verify(text, context) {
    const fit = fitOf(text, context);
    if (fit === "prefix") return refuse("too_short");
    if (fit === "no") return refuse("malformed");
    const bare = withoutSeparators(text);
    const area = readAscii(bare.subarray(0, Math.min(3, Math.ceil(bare.length / 2))), 3);
    bare.fill(0);
    return area === "" ? refuse("malformed") : accept({ postalArea: area });
  },
};

function fitOf(text: Uint8Array, context: CheckContext): Fit {
  const country = territoryOf(context)?.country;
  const pattern = country === undefined ? undefined : postalPattern(country);
  if (pattern === undefined) return text.length > 20 ? "no" : "match";
  const bare = withoutSeparators(text);
  const fit = pattern.fit(bare);
  bare.fill(0);
  return fit;
}

function withoutSeparators(text: Uint8Array): Uint8Array {
  return keep(text, (byte) => byte !== SPACE && byte !== DASH);
}

/** As `filter`, in memory that stays where it is. */
function keep(bytes: Uint8Array, wanted: (byte: number, at: number) => boolean): Uint8Array {
  const kept = stillBytes(bytes.length);
  let length = 0;
  bytes.forEach((byte, at) => {
    if (!wanted(byte, at)) return;
    kept[length] = byte;
    length += 1;
  });
  return kept.subarray(0, length);
}
