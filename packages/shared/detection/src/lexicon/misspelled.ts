import { bitsOf, WORD } from "./lexicon.ts";

const LETTERS = "etaoinsrhldcumfpgwybvkxjqz";

/** Whether an unknown word is one letter, or two swapped ones, away from a common word: a slip, no name. */
export function isMisspelled(word: string): boolean {
  if (word.length < 4 || word.length > 20) return false;
  const isFrequent = (text: string) => (bitsOf(text) & WORD.frequent) !== 0;
  const isCommon = (text: string) => (bitsOf(text) & WORD.common) !== 0;
  for (let at = 0; at <= word.length; at++) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    if (isCommon(head + tail.slice(1))) return true;
    // Two words run together: "nothanks".
    if (at > 1 && tail.length > 1 && isFrequent(head) && isFrequent(tail)) return true;
    if (tail.length > 1 && isCommon(head + (tail[1] ?? "") + (tail[0] ?? "") + tail.slice(2)))
      return true;
    if (word.length < 6) continue;
    for (const letter of LETTERS) {
      if (isCommon(head + letter + tail) || isCommon(head + letter + tail.slice(1))) return true;
    }
  }
  return false;
}
