import type { Defaults } from "./defaults.ts";
import { UNKNOWN_DEFAULT } from "./defaults.ts";
import { MIN_VALUE } from "./find-values.ts";
import type { Replaced } from "./replace-findings.ts";
import { replaceFindings } from "./replace-findings.ts";
import type { Span } from "./span.ts";

/**
 * One text without a conversation: detect, replace, and look again until nothing new is found, because a default
 * next to its neighbours can read as something else. So redacting twice is redacting once. What already reads as a
 * default stays as it is.
 */
export function redactText(
  text: string,
  detect: (text: string) => readonly Span[],
  defaults: Defaults,
): Replaced {
  const table = [...new Set([...Object.values(defaults), UNKNOWN_DEFAULT])];
  const fresh = (current: string) => {
    const settled = settledIn(current, table);
    return detect(current).filter((span) => !settled(span));
  };
  let replaced = replaceFindings(text, fresh(text), defaults);
  for (let round = 0; round < ROUNDS; round++) {
    const found = fresh(replaced.text);
    if (found.length === 0) return replaced;
    replaced = replaceFindings(replaced.text, [...replaced.spans, ...found], defaults);
  }
  return replaced;
}

const ROUNDS = 8;

/** Whether a span reads as a default, or lies inside one that is long enough to be told from other text. */
function settledIn(text: string, table: readonly string[]): (span: Span) => boolean {
  return ({ start, end }) => {
    const value = text.slice(start, end);
    return table.some(
      (one) => one === value || (one.length >= MIN_VALUE && isInside(text, start, end, one)),
    );
  };
}

/** Whether `[start, end)` lies inside an occurrence of `outer`. */
function isInside(text: string, start: number, end: number, outer: string): boolean {
  const value = text.slice(start, end);
  for (let at = outer.indexOf(value); at >= 0; at = outer.indexOf(value, at + 1)) {
    if (text.startsWith(outer, start - at) && start >= at) return true;
  }
  return false;
}
