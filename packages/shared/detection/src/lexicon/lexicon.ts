import type { Token } from "../text/tokens.ts";
import { hashOf } from "../text/vocabulary.ts";
import { moreNames } from "./bloom.ts";
import { FOREIGN } from "./generated/foreign.generated.ts";
import { FIRST, LAST } from "./generated/names.generated.ts";
import { PLACE_PHRASES, PLACES, TOWNS } from "./generated/places.generated.ts";

import { FREQUENT, OTHER } from "./generated/words.generated.ts";

/** What is known of a word; bits, because a word can be several things ("grant", "paris"). */
export const WORD = {
  frequent: 1,
  common: 2,
  first: 4,
  last: 8,
  place: 16,
  rareName: 32,
  /** A smaller place, by a name that no person in our lists has. */
  town: 64,
  /** A common word of another language that is none in English. */
  foreign: 128,
} as const;

/** The bits of a lower-case word without accents and apostrophes; 0 for an unknown one. */
export function bitsOf(word: string): number {
  return look(word, hashOf(word));
}

/** {@link bitsOf} a word of this hash, but for rarer names. */
export function listedBits(hash: number): number {
  const { hashes, bits } = (known ??= load());
  return bits[slotOf(hashes, bits, hash)] ?? 0;
}

/** {@link bitsOf} a token's key; 0 for marks and digits. */
export function tokenBits(token: Token): number {
  return (token.bits ??= token.kind === "word" ? look(token.key, token.hash) : 0);
}

/** Whether two or three words are a place: `new york`. */
export function isPlacePhrase(words: string): boolean {
  phrases ??= new Set(decoded(PLACE_PHRASES).map((phrase) => phrase.replaceAll("_", " ")));
  return phrases.has(words);
}

// Decoded at the first look: some 70,000 words take 30 ms, which a process that never exports need not spend.
let known: { hashes: Int32Array; bits: Uint8Array } | undefined;
let phrases: Set<string> | undefined;

function look(word: string, hash: number): number {
  const listed = listedBits(hash);
  if (listed !== 0) return listed;
  return word.length > 2 && moreNames(word) ? WORD.rareName : 0;
}

/** Where a hash stands or would. One unknown word in 60,000 has the hash of a known one: no harm beside a Bloom filter's. */
function slotOf(hashes: Int32Array, bits: Uint8Array, hash: number): number {
  const mask = hashes.length - 1;
  let slot = hash & mask;
  while (bits[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

const SLOTS = 1 << 18;

function load(): { hashes: Int32Array; bits: Uint8Array } {
  const hashes = new Int32Array(SLOTS);
  const bits = new Uint8Array(SLOTS);
  const add = (list: string, bit: number) => {
    for (const word of decoded(list)) {
      const hash = hashOf(word);
      const slot = slotOf(hashes, bits, hash);
      hashes[slot] = hash;
      bits[slot] = (bits[slot] ?? 0) | bit;
    }
  };
  add(FREQUENT, WORD.frequent | WORD.common);
  add(OTHER, WORD.common);
  add(FIRST, WORD.first);
  add(LAST, WORD.last);
  add(PLACES, WORD.place);
  add(TOWNS, WORD.town);
  add(FOREIGN, WORD.foreign);
  return { hashes, bits };
}

/** Front coding: a base-36 digit for the letters shared with the word before, then the others. */
function decoded(list: string): string[] {
  let before = "";
  return list.split(" ").map((entry) => {
    before = before.slice(0, Number.parseInt(entry[0] ?? "0", 36)) + entry.slice(1);
    return before;
  });
}
