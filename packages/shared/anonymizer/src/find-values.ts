import type { Span } from "./span.ts";

/** Shorter values are words and numbers that mean other things elsewhere. */
export const MIN_VALUE = 5;

/**
 * Where values known to be sensitive stand in a text, in whatever case: for a conversation's other messages, and
 * as the last look at a text that was replaced.
 *
 * @param values value in {@link foldCase}'s form → its type
 */
export function findValues(text: string, values: ReadonlyMap<string, string>): Span[] {
  const searched = foldCase(text);
  const found: Span[] = [];
  for (const [value, type] of values) {
    if (value.length < MIN_VALUE) continue;
    for (
      let start = searched.indexOf(value);
      start >= 0;
      start = searched.indexOf(value, start + value.length)
    ) {
      found.push({ start, end: start + value.length, type });
    }
  }
  return found;
}

/** Lower case with every offset kept: "İ" and its like, which grow by lower-casing, stay. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (one) => {
    const small = one.toLowerCase();
    return small.length === one.length ? small : one;
  }).join("");
}
