import { WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import type { NameWord } from "./name-words.ts";

/** The end of a row of words that can be one name. */
export function sequenceEnd(
  reading: Reading,
  words: readonly (NameWord | undefined)[],
  at: number,
  led: boolean,
): number {
  const { tokens, cueStartingAt } = reading;
  let end = at;
  let names = 0;
  while (end < tokens.length && names < MAX_WORDS) {
    const word = words[end];
    const token = tokens[end];
    if (!token) break;
    const glue =
      token.raw === "-" &&
      end > at &&
      tokens[end - 1]?.end === token.start &&
      tokens[end + 1]?.start === token.end;
    if (glue && words[end + 1]) {
      end++;
      continue;
    }
    const initialStop =
      token.raw === "." && end > at && tokens[end - 1]?.key.length === 1 && words[end + 1];
    if (initialStop) {
      end++;
      continue;
    }
    if (
      !word ||
      TITLES.has(token.key) ||
      (cueStartingAt.get(end)?.type && cueStartingAt.get(end)?.type !== "PERSON")
    )
      break;
    if (end > at && token.start - (tokens[end - 1]?.end ?? 0) > 2) break;
    if (end > at && /\n/.test(reading.text.slice(tokens[end - 1]?.end ?? 0, token.start))) break;
    if (!canBeInName(word, words[end + 1], end > at, led && names < 2)) break;
    names++;
    end++;
    if (/'s$/i.test(token.raw)) break;
  }
  while (
    end > at &&
    (tokens[end - 1]?.kind === "mark" ||
      (PARTICLES.has(tokens[end - 1]?.key ?? "") && (words[end - 1]?.score ?? 0) < 1))
  )
    end--;
  return end;
}

const MAX_WORDS = 4;
const TITLES = new Set(["mr", "mrs", "ms", "dr", "prof", "miss"]);
const PARTICLES = new Set([
  "de",
  "da",
  "do",
  "dos",
  "das",
  "del",
  "della",
  "di",
  "la",
  "le",
  "van",
  "von",
  "der",
  "den",
  "ter",
  "bin",
  "ibn",
  "al",
  "el",
  "st",
  "mac",
  "mc",
  "o",
  "y",
  "e",
  "dela",
]);

function canBeInName(
  word: NameWord,
  next: NameWord | undefined,
  inside: boolean,
  led: boolean,
): boolean {
  if (word.token.key.length === 1)
    return inside && word.capital !== "none" && (word.token.raw !== "I" || next === undefined);
  if (inside && PARTICLES.has(word.token.key)) return next !== undefined && next.score > -1;
  if (word.score > 0) return true;
  if (word.capital === "inside") return word.score > -2.6;
  if (led) return !(word.bits & WORD.frequent) && word.score > -3;
  return inside && word.score > -1.5 && (word.bits & (WORD.first | WORD.last)) !== 0;
}
