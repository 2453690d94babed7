import { foldCase } from "../find-values.ts";
import { digitsOf } from "./pour.ts";

/**
 * Everything that was said in a conversation, and every surrogate given so far: what a new surrogate must differ from,
 * so that it is neither an original nor another entity.
 */
export interface Originals {
  /** Whether a candidate may be given: neither it nor its digits occur anywhere. */
  isFree(candidate: string): boolean;
  /** The same for a part of a name, which has no digits. */
  isFreeWord(candidate: string): boolean;
  take(candidate: string): void;
}

/** Shorter runs of digits are everywhere; two people may have the same house number. */
const MIN_DIGITS = 3;

export function createOriginals(texts: readonly string[]): Originals {
  const taken = new Set<string>();
  const said = foldCase(texts.join("\n"));
  let digits: string | undefined;
  return {
    isFreeWord: (candidate) => {
      const folded = foldCase(candidate);
      return !taken.has(folded) && !said.includes(folded);
    },
    isFree(candidate) {
      const folded = foldCase(candidate);
      if (taken.has(folded) || said.includes(folded)) return false;
      const own = digitsOf(candidate);
      if (own.length < MIN_DIGITS) return true;
      digits ??= texts.map((text) => digitsOf(text)).join("\n");
      return !digits.includes(own);
    },
    take(candidate) {
      taken.add(foldCase(candidate));
    },
  };
}
