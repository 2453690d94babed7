import { defaultOf, MIN_VALUE, UNKNOWN_DEFAULT, type Defaults } from "@aside/anonymizer";
import type { Span } from "../transcript.ts";

/**
 * A finding that reads as a default, or lies inside one that is long enough to be told from other text, becomes the whole
 * default, of a type whose default it is: replaced by defaults it stays, replaced by a surrogate it does not. Others stay
 * as they are; null for `[redacted]`, which is nothing that was said.
 */
export function defaultsIn(defaults: Defaults): (text: string, one: Span) => Span | null {
  const types = new Map<string, string>();
  for (const [type, value] of Object.entries(defaults))
    if (!types.has(value)) types.set(value, type);
  types.set(UNKNOWN_DEFAULT, "");
  return (text, one) => {
    // A piece of a number belongs to its other pieces, whatever it looks like alone.
    if (one.group !== undefined) return one;
    const value = text.slice(one.start, one.end);
    if (value === defaultOf(defaults, one.type)) return one;
    for (const [whole, type] of types) {
      const start = startOf(text, one, value, whole);
      if (start === undefined) continue;
      return type === "" ? null : { ...one, start, end: start + whole.length, type };
    }
    return one;
  };
}

/** Where the default begins that the finding is, or is a part of. */
function startOf(text: string, { start }: Span, value: string, whole: string): number | undefined {
  if (whole === value) return start;
  if (whole.length < MIN_VALUE) return undefined;
  for (let at = whole.indexOf(value); at >= 0; at = whole.indexOf(value, at + 1)) {
    if (start >= at && text.startsWith(whole, start - at)) return start - at;
  }
  return undefined;
}
