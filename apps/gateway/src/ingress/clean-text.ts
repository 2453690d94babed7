import { detectCards } from "@aside/detection/card";
import type { Cut } from "@aside/protocol";

/** What stands in a message where a card number stood. */
export const PLACEHOLDER = "[card number removed]";

/**
 * Cuts card numbers out of a text before anything keeps it. Of what is cut nothing remains but where it was.
 *
 * @returns the text with placeholders, and their places in it
 */
export function cleanText(text: string): { readonly text: string; readonly cuts: Cut[] } {
  const found = detectCards(text);
  if (found.length === 0) return { text, cuts: NONE };
  const cuts: Cut[] = [];
  let clean = "";
  let last = 0;
  for (const { start, end, type } of found.toSorted((a, b) => a.start - b.start)) {
    if (start < last) continue;
    clean += text.slice(last, start);
    cuts.push({ start: clean.length, end: clean.length + PLACEHOLDER.length, type });
    clean += PLACEHOLDER;
    last = end;
  }
  return { text: clean + text.slice(last), cuts };
}

const NONE: Cut[] = [];
