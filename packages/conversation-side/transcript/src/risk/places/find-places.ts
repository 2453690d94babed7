import { isCommonWord } from "@aside/detection";
import { beginsPlace, placeKey, placeOf, type Place } from "./places.ts";

export interface FoundPlace {
  readonly start: number;
  readonly end: number;
  readonly kind: Place["kind"];
}

/**
 * Cities, states and countries of a text, also in small letters. What is a word or a first name too (Reading, Charlotte)
 * counts only with a capital and where something says that it is a place.
 */
export function findPlaces(text: string): FoundPlace[] {
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ word, start: index }));
  const found: FoundPlace[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    if (first === undefined || !beginsPlace(placeKey(first.word))) continue;
    for (let count = reach(text, words, at); count > 0; count--) {
      const last = words[at + count - 1];
      if (last === undefined) continue;
      const end = last.start + last.word.length;
      const value = text.slice(first.start, end);
      const place = placeOf(placeKey(value));
      if (place === undefined || !isMeant(text, first.start, value, place, count)) continue;
      found.push({ start: first.start, end, kind: place.kind });
      at += count - 1;
      break;
    }
  }
  return found;
}

/** A word without what makes it a possessive. */
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’](?!s\b)[\p{L}\p{M}]+)*/gu;
const MOST_WORDS = 3;

/** How many words from here belong together. */
function reach(
  text: string,
  words: readonly { word: string; start: number }[],
  at: number,
): number {
  let count = 1;
  for (; count < MOST_WORDS; count++) {
    const [before, next] = [words[at + count - 1], words[at + count]];
    if (before === undefined || next === undefined) break;
    if (!/^(?:[ -]|\.? ?)$/.test(text.slice(before.start + before.word.length, next.start))) break;
  }
  return count;
}

function isMeant(text: string, start: number, value: string, place: Place, count: number): boolean {
  if (value.length <= 2)
    return SHORT.test(value) || (ALSO_WORDS.test(value) && TO.test(before(text, start)));
  const isShort = value.length === 3 && value !== value.toUpperCase();
  if (!place.isName && (count > 1 || !(isShort || isCommonWord(value)))) return true;
  return /^\p{Lu}/u.test(value) && WHERE.test(before(text, start));
}

function before(text: string, start: number): string {
  return text.slice(Math.max(0, start - 16), start);
}

const SHORT = /^(?:UK|US|DC)$/;
const ALSO_WORDS = /^(?:LA|SF)$/;
const TO = /(?:^|[^\p{L}])(?:in|from|to|near|visit) $/iu;

/** What stands in front of a place, in five languages. */
const WHERE =
  /(?:^|[^\p{L}])(?:in|from|near|around|outside|visit(?:ing)?|aus|nach|bei|en|desde|à|depuis|vers|em|para)[ ]$/iu;
