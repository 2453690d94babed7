import type { Token } from "../text/tokens.ts";
import { moreNames } from "./bloom.ts";
import { FIRST, LAST } from "./generated/names.generated.ts";
import { PLACE_PHRASES, PLACES } from "./generated/places.generated.ts";

import { FREQUENT, OTHER } from "./generated/words.generated.ts";

/** What is known of a word; bits, because a word can be several things ("grant", "paris"). */
export const WORD = { frequent: 1, common: 2, first: 4, last: 8, place: 16, rareName: 32 } as const;

/** The bits of a lower-case word without accents and apostrophes; 0 for an unknown one. */
export function bitsOf(word: string): number {
  known ??= load();
  const bits = known.get(word);
  if (bits !== undefined) return bits;
  return word.length > 2 && moreNames(word) ? WORD.rareName : 0;
}

/** {@link bitsOf} a token's key; 0 for marks and digits. */
export function tokenBits(token: Token): number {
  return (token.bits ??= token.kind === "word" ? bitsOf(token.key) : 0);
}

/** Whether two or three words are a place: `new york`. */
export function isPlacePhrase(words: string): boolean {
  phrases ??= new Set(decoded(PLACE_PHRASES).map((phrase) => phrase.replaceAll("_", " ")));
  return phrases.has(words);
}

// Decoded at the first look: some 70,000 words take 30 ms, which a process that never exports need not spend.
let known: Map<string, number> | undefined;
let phrases: Set<string> | undefined;

function load(): Map<string, number> {
  const bits = new Map<string, number>();
  const add = (list: string, bit: number) => {
    for (const word of decoded(list)) bits.set(word, (bits.get(word) ?? 0) | bit);
  };
  add(FREQUENT, WORD.frequent | WORD.common);
  add(OTHER, WORD.common);
  add(FIRST, WORD.first);
  add(LAST, WORD.last);
  add(PLACES, WORD.place);
  return bits;
}

/** Front coding: a base-36 digit for the letters shared with the word before, then the others. */
function decoded(list: string): string[] {
  let before = "";
  return list.split(" ").map((entry) => {
    before = before.slice(0, Number.parseInt(entry[0] ?? "0", 36)) + entry.slice(1);
    return before;
  });
}
