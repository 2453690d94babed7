import { HASH_START, hashStep } from "../text/vocabulary.ts";
import { listedBits, WORD } from "./lexicon.ts";

const LETTERS = Array.from("etaoinsrhldcumfpgwybvkxjqz", (letter) => letter.charCodeAt(0));

/**
 * Whether an unknown word is one letter, or two swapped ones, away from a common word: a slip, no name. Some hundred words are looked up for
 * each, so none is made: `head` is the hash of the letters before the slip, and those behind it are added.
 */
export function isMisspelled(word: string): boolean {
  if (word.length < 4 || word.length > 20) return false;
  let head = HASH_START;
  for (let at = 0; at <= word.length; at++) {
    const here = word.charCodeAt(at);
    const next = word.charCodeAt(at + 1);
    const left = word.length - at;
    if (isCommon(word, at + 1, head)) return true;
    // Two words run together: "nothanks".
    if (at > 1 && left > 1 && is(WORD.frequent, head) && isFrequentFrom(word, at)) return true;
    if (left > 1 && isCommon(word, at + 2, hashStep(hashStep(head, next), here))) return true;
    if (word.length >= 6) {
      for (const letter of LETTERS) {
        const changed = hashStep(head, letter);
        if (isCommon(word, at, changed) || isCommon(word, at + 1, changed)) return true;
      }
    }
    if (left > 0) head = hashStep(head, here);
  }
  return false;
}

/** What has the hash `head`, and then the letters of `word` from `at`, is a common word. */
function isCommon(word: string, at: number, head: number): boolean {
  return is(WORD.common, hashFrom(word, at, head));
}

function isFrequentFrom(word: string, at: number): boolean {
  return is(WORD.frequent, hashFrom(word, at, HASH_START));
}

function is(bit: number, hash: number): boolean {
  return (listedBits(hash) & bit) !== 0;
}

function hashFrom(word: string, at: number, head: number): number {
  let hash = head;
  for (let next = at; next < word.length; next++) hash = hashStep(hash, word.charCodeAt(next));
  return hash;
}
