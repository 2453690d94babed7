import type { Span } from "./span.ts";

/** Where values stand in a text, each where it does not overlap itself. */
export type Finder = (text: string) => Span[];

/** Values are told apart by so many of their first units; none may be shorter. */
export const GRAM = 5;
/** Of so few, each is looked for by itself: the engine's own search is quicker then. */
const FEW = 12;

/**
 * Looks for all values at once, so that a text costs its length, however many values there are: a conversation of ten
 * thousand messages has as many values, and every one is looked for in every message.
 *
 * @param values of at least {@link GRAM} units → their types
 */
export function createFinder(values: ReadonlyMap<string, string>): Finder {
  if (values.size <= FEW)
    return (text) => [...values].flatMap(([value, type]) => each(text, value, type));
  // Many values may begin alike (`user1`, `user2`), but their lengths are few.
  const lengths = new Map<string, Set<number>>();
  for (const value of values.keys()) {
    const start = value.slice(0, GRAM);
    lengths.set(start, (lengths.get(start) ?? new Set()).add(value.length));
  }
  return (text) => {
    const found: Span[] = [];
    const ends = new Map<string, number>();
    for (let at = 0; at + GRAM <= text.length; at++) {
      for (const length of lengths.get(text.slice(at, at + GRAM)) ?? NONE) {
        const end = at + length;
        const value = text.slice(at, end);
        const type = values.get(value);
        if (type === undefined || value.length < length || at < (ends.get(value) ?? 0)) continue;
        ends.set(value, end);
        found.push({ start: at, end, type });
      }
    }
    return found;
  };
}

const NONE: ReadonlySet<number> = new Set();

function each(text: string, value: string, type: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    found.push({ start: at, end: at + value.length, type });
  return found;
}
