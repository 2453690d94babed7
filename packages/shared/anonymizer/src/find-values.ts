import { createFinder, GRAM, type Finder } from "./create-finder.ts";
import type { Span } from "./span.ts";

/** Shorter values are words and numbers that mean other things elsewhere. */
export const MIN_VALUE = GRAM;

/**
 * Where values known to be sensitive stand in a text, in whatever case: for a conversation's other messages, and
 * as the last look at a text that was replaced.
 *
 * @param values value in {@link foldCase}'s form → its type
 */
export function findValues(text: string, values: ReadonlyMap<string, string>): Span[] {
  return valueFinder(values)(text);
}

/** The same for many texts. */
export function valueFinder(values: ReadonlyMap<string, string>): Finder {
  const find = createFinder(new Map([...values].filter(([value]) => value.length >= MIN_VALUE)));
  return (text) => find(foldCase(text));
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
