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

/** Candidates come from pools: what was looked for once in a long conversation is not looked for again. So many are kept. */
const MOST_KNOWN = 50_000;

/** Shorter runs of digits are everywhere; two people may have the same house number. */
const MIN_DIGITS = 3;

export function createOriginals(texts: readonly string[]): Originals {
  const taken = new Set<string>();
  const said = foldCase(texts.join("\n"));
  const isSaid = remembered((folded) => said.includes(folded));
  let digits: string | undefined;
  const areSaid = remembered((own) => {
    digits ??= texts.map((text) => digitsOf(text)).join("\n");
    return digits.includes(own);
  });

  return {
    isFreeWord: (candidate) => {
      const folded = foldCase(candidate);
      return !taken.has(folded) && !isSaid(folded);
    },
    isFree(candidate) {
      const folded = foldCase(candidate);
      if (taken.has(folded) || isSaid(folded)) return false;
      const own = digitsOf(candidate);
      return own.length < MIN_DIGITS || !areSaid(own);
    },
    take(candidate) {
      taken.add(foldCase(candidate));
    },
  };
}

function remembered(look: (candidate: string) => boolean): (candidate: string) => boolean {
  const known = new Map<string, boolean>();
  return (candidate) => {
    const before = known.get(candidate);
    if (before !== undefined) return before;
    if (known.size === MOST_KNOWN) known.clear();
    const found = look(candidate);
    known.set(candidate, found);
    return found;
  };
}
