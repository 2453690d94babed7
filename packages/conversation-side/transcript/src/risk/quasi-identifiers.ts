import { isFirstName } from "@aside/detection";
import { findPlaces } from "./places/find-places.ts";
import {
  EMPLOYER_LEADS,
  EVENTS,
  HOLIDAYS,
  OCCUPATIONS,
  PATTERNS,
  ROLE_LEADS,
  type Phrases,
} from "./words/patterns.ts";

/**
 * Facts that point at nobody by themselves, and at somebody together (quasi-identifiers; Sweeney, "k-anonymity", 2002;
 * the kinds follow HIPAA §164.514(b)(2) and ENISA, "Pseudonymisation techniques and best practices", 2019).
 */
export const QUASI_TYPES = [
  "quasi.given-name",
  "quasi.city",
  "quasi.region",
  "quasi.age",
  "quasi.birth-year",
  "quasi.date",
  "quasi.employer",
  "quasi.occupation",
  "quasi.event",
] as const;

export type QuasiType = (typeof QUASI_TYPES)[number];

export interface Quasi {
  readonly start: number;
  readonly end: number;
  readonly type: QuasiType;
}

interface Taken {
  readonly start: number;
  readonly end: number;
}

/** Where quasi-identifiers stand in a text, outside of the spans that are replaced anyway. In any of five languages. */
export function quasiIn(text: string, taken: readonly Taken[]): Quasi[] {
  const found: Quasi[] = [];
  const take = (start: number, end: number, type: QuasiType) => {
    const touches = (one: Taken) => start < one.end && one.start < end;
    if (start < end && !taken.some(touches) && !found.some(touches))
      found.push({ start, end, type });
  };
  if (/\d/.test(text)) {
    for (const [type, pattern] of PATTERNS) {
      for (const { indices } of text.matchAll(pattern)) {
        const [start, end] = indices?.slice(1).find((one) => one !== undefined) ?? [0, 0];
        take(start, end, type);
      }
    }
  }
  for (const { 0: day, index } of text.matchAll(HOLIDAYS))
    take(index, index + day.length, "quasi.date");
  for (const { 0: lead, index } of text.matchAll(EMPLOYER_LEADS)) {
    const start = index + lead.length;
    NAME.lastIndex = start;
    take(start, start + (NAME.exec(text)?.[0].length ?? 0), "quasi.employer");
  }
  for (const { 0: lead, index } of text.matchAll(ROLE_LEADS)) {
    const start = index + lead.length;
    const [one] = phrasesIn(text.slice(start, start + LEAD), OCCUPATIONS, 1);
    if (one) take(start + one.start, start + one.end, "quasi.occupation");
  }
  for (const { start, end } of phrasesIn(text, EVENTS)) take(start, end, "quasi.event");
  for (const { start, end, kind } of findPlaces(text)) take(start, end, `quasi.${kind}`);
  for (const { 0: word, index } of text.matchAll(CAPITAL)) {
    const loud = word.length <= 3 && word === word.toUpperCase();
    if (index > 0 && !loud && isFirstName(word))
      take(index, index + word.length, "quasi.given-name");
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const NAME = /\p{Lu}[\p{L}&'’-]*(?: \p{Lu}[\p{L}&'’-]*)*/uy;
const CAPITAL = /(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]+(?:['’-]\p{L}[\p{L}\p{M}]+)*/gu;
const WORD = /\p{L}[\p{L}\p{M}-]*/gu;
/** So far behind its lead an occupation stands at most. */
const LEAD = 60;
const MOST_WORDS = 3;

/** Phrases of a list in a text; with `skip`, only those with at most so many words in front. */
function* phrasesIn(
  text: string,
  { all, beginnings }: Phrases,
  skip = Number.POSITIVE_INFINITY,
): Generator<Taken> {
  const words = text.match(WORD);
  if (words === null) return;
  let from = 0;
  for (let at = 0; at < words.length && at <= skip; at++) {
    const word = words[at] ?? "";
    const start = text.indexOf(word, from);
    from = start + word.length;
    if (!beginnings.has(word.toLowerCase())) continue;
    for (let count = Math.min(MOST_WORDS, words.length - at); count > 0; count--) {
      const end = endOf(text, words, at + 1, from, count - 1);
      if (!all.has(text.slice(start, end).toLowerCase())) continue;
      yield { start, end };
      from = end;
      at += count - 1;
      break;
    }
  }
}

/** Where so many words more end. */
function endOf(
  text: string,
  words: readonly string[],
  next: number,
  from: number,
  count: number,
): number {
  let end = from;
  for (const word of words.slice(next, next + count)) end = text.indexOf(word, end) + word.length;
  return end;
}
