import { isCommonWord } from "@aside/detection";
import { beginsPlace, placeKey, placeOf, stateOf, type Place } from "./places.ts";

export interface FoundPlace {
  readonly start: number;
  readonly end: number;
  readonly kind: Place["kind"];
}

/**
 * Cities, states and countries of a text, also in small letters. What is a word or a first name too (Reading, Charlotte)
 * counts only with a capital and where something says that it is a place. A city takes its state's code with it, and what
 * has one behind it is a city, however small; a code may be found in a city, and once more by itself.
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
      const code = place.kind === "city" ? codeBehind(text, end, place) : 0;
      found.push({ start: first.start, end: end + code, kind: place.kind });
      at += count - 1;
      break;
    }
  }
  return [...found, ...byCodes(text)];
}

/** How long the code of its state behind a city is, with what stands between. */
function codeBehind(text: string, end: number, city: Place): number {
  BEHIND.lastIndex = end;
  const [whole = "", code = ""] = BEHIND.exec(text) ?? [];
  const state = stateOf(code.toUpperCase());
  if (state === undefined) return 0;
  const isOwn = state.names[0] === city.names[0];
  const isLoud = code === code.toUpperCase();
  const isWord = (whole.startsWith(",") && isLoud ? /^(?:HI|LA|OK|OR)$/ : CODES_OF_WORDS).test(
    code,
  );
  if (isWord) return isOwn && isLoud && whole.startsWith(",") ? whole.length : 0;
  return isOwn || isLoud ? whole.length : 0;
}

const BEHIND = /(?:, ?| )(\p{L}{2})(?![\p{L}\p{M}\p{N}'’-])/uy;
/** What these say is seldom a state: `in Boston OR Seattle` */
const CODES_OF_WORDS = /^(?:HI|ID|IN|LA|ME|MS|OH|OK|OR|PA)$/i;

/** `Yountville, CA`, which no lexicon has, and `CA` after what was taken for something else, or in `from CA`. */
function byCodes(text: string): FoundPlace[] {
  const found: FoundPlace[] = [];
  for (const { 0: whole, 1: town = "", 2: code = "", index } of text.matchAll(WITH_CODE)) {
    if (stateOf(code) === undefined || CODES_OF_WORDS.test(code)) continue;
    const end = index + whole.length;
    if (town !== "" && !isCommonWord(town.toLowerCase()))
      found.push({ start: index, end, kind: "city" });
    if (town !== "" || TO.test(before(text, index)))
      found.push({ start: end - code.length, end, kind: "region" });
  }
  return found;
}

const WITH_CODE =
  /(?<![\p{L}\p{M}\p{N}])(?:(\p{Lu}[\p{L}\p{M}'’-]+(?:\.? \p{Lu}[\p{L}\p{M}'’-]+){0,2}), ?)?([A-Z]{2})(?![\p{L}\p{M}\p{N}'’-])/gu;

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
