import { WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { NameWord } from "./name-words.ts";

/** The end of a row of words that can be one name. */
export function sequenceEnd(
  reading: Reading,
  words: readonly (NameWord | undefined)[],
  at: number,
  { led, introduced }: { led: boolean; introduced: boolean },
): number {
  const { tokens, cueStartingAt } = reading;
  let end = at;
  let names = 0;
  let joints = 0;
  const initials = introduced ? initialsEnd(words, at) : at;
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
      joints++;
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
      isOfCode(reading, end) ||
      (cueStartingAt.get(end)?.type && cueStartingAt.get(end)?.type !== "PERSON")
    )
      break;
    if (end > at && token.start - (tokens[end - 1]?.end ?? 0) > 2) break;
    if (end > at && /\n/.test(reading.text.slice(tokens[end - 1]?.end ?? 0, token.start))) break;
    const next = words[end + 1];
    const opens =
      introduced && end === at && (isGiven(word, next) || isParticle(word, next, words[end + 2]));
    if (
      !opens &&
      end >= initials &&
      !isInitial(reading, words, end) &&
      !(end > at && isSecondHalf(tokens[end - 1], word)) &&
      !(end > at && isParticle(word, next, words[end + 2])) &&
      !canBeInName(word, next, end > at, led && names - joints < 2)
    )
      break;
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

/**
 * Behind the surname that stands at `end`, when it is a word too ("Brian white"), or a small town's name where a person is introduced
 * ("this is keith langford"), and stands behind a first name that is none; `end` where there is none.
 */
export function surnameEnd(
  { tokens, cueStartingAt }: Reading,
  words: readonly (NameWord | undefined)[],
  end: number,
  introduced: boolean,
): number {
  // "hyun-woo park": of two that a hyphen joins the first one tells.
  const joined = tokens[end - 2]?.raw === "-" ? words[end - 3] : undefined;
  const first = joined ? joined.bits | WORD.first : (words[end - 1]?.bits ?? 0);
  const word = words[end];
  if (!(first & WORD.first) || first & (WORD.common | WORD.place) || !word) return end;
  const town = introduced && word.bits === WORD.place && word.capital === "none";
  if (!(town || word.bits & WORD.last) || AUXILIARIES.has(word.token.key)) return end;
  if (word.token.start - (tokens[end - 1]?.end ?? 0) > 1) return end;
  const next = tokens[end + 1];
  const closes =
    next?.kind !== "word" || BEHIND.has(next.key) || cueStartingAt.get(end + 1)?.type !== undefined;
  return closes ? end + 1 : end;
}

const AUXILIARIES = new Set(["may", "will", "can"]);
/** Words that go on behind a whole name. */
const BEHIND = new Set(
  "and here there speaking calling is was with on at from for account phone email i im my how what when where why can could do does".split(
    " ",
  ),
);

const MAX_WORDS = 4;
/** The letters of a code: the V of "V11", the BTHub of "BTHub6". */
function isOfCode({ tokens }: Reading, at: number): boolean {
  const token = tokens[at];
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (!token || (token.raw.length > 3 && !/^\p{Lu}{2}/u.test(token.raw))) return false;
  return (
    (next?.kind === "digits" && next.start === token.end) ||
    (before?.kind === "digits" && before.end === token.start)
  );
}

const TITLES = new Set(["mr", "mrs", "ms", "dr", "prof", "miss"]);
/** Words between the parts of a name. */
export const PARTICLES: ReadonlySet<string> = new Set([
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

/** "guy kephart", "crystal minh": a first name that is a word, in front of a word that is none. */
function isGiven(word: NameWord, next: NameWord | undefined): boolean {
  if (!(word.bits & WORD.first) || !next || next.score <= 0) return false;
  return !(next.bits & (WORD.common | WORD.foreign | WORD.place));
}

/** Behind the initials at `at`, which stand in front of a surname: "name T Okonedo", "mrs j k hargreaves"; `at` where there are none. */
function initialsEnd(words: readonly (NameWord | undefined)[], at: number): number {
  let end = at;
  while (end - at < MOST_INITIALS && isBareInitial(words[end])) end++;
  const name = words[end];
  const named =
    name !== undefined &&
    name.token.key.length > 3 &&
    name.score > 0 &&
    name.capital !== "start" &&
    (name.bits & WORD.common) === 0;
  return named && (name.capital === "none") === (words[at]?.capital === "none") ? end : at;
}

const MOST_INITIALS = 3;

/** Small ones too, but for the words "a" and "i". */
function isBareInitial(word: NameWord | undefined): boolean {
  if (word?.token.raw.length !== 1 || word.token.raw === "I") return false;
  return word.capital !== "none" || !/[ai]/.test(word.token.key);
}

/** The J of "J. de Vries", in front of a surname with a capital. */
function isInitial(
  { tokens }: Reading,
  words: readonly (NameWord | undefined)[],
  at: number,
): boolean {
  const stop = tokens[at + 1];
  if (words[at]?.capital === "none" || tokens[at]?.raw.length !== 1 || stop?.raw !== ".")
    return false;
  if (stop.start !== tokens[at]?.end) return false;
  let next = at + 2;
  while (PARTICLES.has(tokens[next]?.key ?? "") && next < at + 4) next++;
  const name = words[next];
  return name !== undefined && name.capital === "inside" && name.score > 0;
}

/** The Tutu of "Osei-Tutu", though it is a word: a hyphen that was read joins it to a name. */
function isSecondHalf(before: Token | undefined, { capital, bits }: NameWord): boolean {
  return before?.raw === "-" && (capital !== "none" || !(bits & WORD.frequent));
}

/** "van der Merwe", "de Souza". */
function isParticle(word: NameWord, next: NameWord | undefined, beyond: NameWord | undefined) {
  if (!PARTICLES.has(word.token.key) || !next) return false;
  const named = PARTICLES.has(next.token.key) ? beyond : next;
  return named !== undefined && named.score > -1 && named.token.key.length > 2;
}

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
  return (
    inside && word.score > -1.5 && (word.bits & (WORD.first | WORD.last | WORD.rareName)) !== 0
  );
}
