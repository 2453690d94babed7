import { foldCase } from "../find-values.ts";
import { digitsOf } from "./pour.ts";

/**
 * Everything that was said in a conversation, and every surrogate given so far: what a new surrogate must differ from,
 * so that it is neither an original nor another entity.
 */
export interface Originals {
  /** Whether a candidate may be given: neither it nor its digits occur anywhere. */
  isFree(candidate: string): boolean;
  /** The same for a part of a name: no word of the conversation is it. */
  isFreeWord(candidate: string): boolean;
  take(candidate: string): void;
}

/** Shorter runs of digits are everywhere; two people may have the same house number. */
const MIN_DIGITS = 3;

export function createOriginals(texts: readonly string[]): Originals {
  const words = new Set<string>();
  const numbers: string[] = [];
  const taken = new Set<string>();
  for (const text of texts) {
    for (const word of foldCase(text).match(WORDS) ?? []) words.add(word);
    const all = digitsOf(text);
    if (all.length >= MIN_DIGITS) numbers.push(all);
  }
  const said = foldCase(texts.join("\n"));
  return {
    isFreeWord: (candidate) => {
      const folded = foldCase(candidate);
      return !taken.has(folded) && !words.has(folded);
    },
    isFree(candidate) {
      const folded = foldCase(candidate);
      if (taken.has(folded) || said.includes(folded)) return false;
      const own = digitsOf(candidate);
      return own.length < MIN_DIGITS || !numbers.some((number) => number.includes(own));
    },
    take(candidate) {
      taken.add(foldCase(candidate));
    },
  };
}

const WORDS = /[\p{L}\p{M}]+/gu;
