import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/**
 * Of a list that is kept at its end, its last rows besides those in sight: a list that has grown is scrolled before it hears so, and until then
 * nothing would be drawn where it stands.
 *
 * @param rows so many fill what is seen of it
 */
export function rangeWithEnd(range: Range, rows: number): number[] {
  const drawn = defaultRangeExtractor(range);
  const after = (drawn.at(-1) ?? -1) + 1;
  for (let index = Math.max(after, range.count - rows); index < range.count; index += 1)
    drawn.push(index);
  return drawn;
}
