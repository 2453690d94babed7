import { bitsOf, isPlacePhrase, WORD } from "./lexicon.ts";

/** Whether a word means something else than a name too: "will", "may", "grace". */
export function isCommonWord(word: string): boolean {
  return (bitsOf(keyOf(word)) & (WORD.frequent | WORD.common)) !== 0;
}

/** Whether the lexicon knows one to three words as a city or another place. */
export function isPlaceName(words: string): boolean {
  const key = keyOf(words);
  return (bitsOf(key) & WORD.place) !== 0 || isPlacePhrase(key);
}

/** Whether the lexicon knows a word as a first name, and as nothing else. */
export function isFirstName(word: string): boolean {
  const bits = bitsOf(keyOf(word));
  return (bits & WORD.first) !== 0 && (bits & (WORD.common | WORD.frequent | WORD.place)) === 0;
}

/** As the lexicon spells words: small letters without accents and apostrophes. */
function keyOf(words: string): string {
  return words
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase();
}
