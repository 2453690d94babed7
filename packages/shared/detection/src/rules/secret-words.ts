import * as MEANS from "../language/means.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import { NO_ANSWER } from "./asked-answer.ts";
import type { WordRange } from "./word-range.ts";
import { LINK, STOP } from "./word-range.ts";

/** A word with a digit or a sign in it behind "password is", any word behind "Password:". */
export function secretAfter(reading: Reading, { type, end: from }: CueHit): WordRange | undefined {
  const { tokens, lexis } = reading;
  let at = from;
  while (
    at < from + 4 &&
    (LINK.has(tokens[at]?.key ?? "") ||
      (lexis.means(tokens[at], MEANS.connector) &&
        tokens[at]?.kind === "word" &&
        tokens[at + 1]?.start !== tokens[at]?.end))
  )
    at++;
  if (!tokens[at] || endsSentence(reading, at - 1)) return undefined;
  let end = at;
  while (
    end - at < 24 &&
    tokens[end] &&
    (end === at || tokens[end]?.start === tokens[end - 1]?.end)
  )
    end++;
  while (end - at > 1 && CLOSING.has(tokens[end - 1]?.raw ?? "")) end--;
  const range = { first: at, end };
  if (hasSign(reading, range)) return range;
  const label = LABEL.has(tokens[from]?.raw ?? "") && at === from + 1;
  const dotted = type === "USERNAME" && end - at > 2;
  return (label || dotted) && isOneWord(reading, range) ? range : undefined;
}

/** What may stand behind a value and is none of it. */
const CLOSING = new Set(".,;!?)'\"");
const LABEL = new Set(":=");

/** Letters, with dots or dashes inside, four at least. */
function isOneWord({ tokens, text }: Reading, { first, end }: WordRange): boolean {
  const written = text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);
  return /^\p{L}[\p{L}._-]{2,}\p{L}$/u.test(written) && !STOP.has(tokens[first]?.key ?? "");
}

/** A digit, a sign, or a capital behind a small letter: what a password has and a word has not. */
export function hasSign({ tokens, text }: Reading, { first, end }: WordRange): boolean {
  const start = tokens[first]?.start ?? 0;
  const stop = tokens[end - 1]?.end ?? 0;
  if (stop - start < MIN_SECRET) return false;
  const written = text.slice(start, stop);
  return SIGN.test(written) && LETTER_OR_DIGIT.test(written);
}

const MIN_SECRET = 4;
const SIGN = /\d|[^\p{L}\p{N}.,'\s-]|\p{Ll}\p{Lu}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A message that is one word, and no answer by itself: `retro-lamps`. */
export function onlyWord({ text, tokens, lexis }: Reading): WordRange | undefined {
  const [first] = tokens;
  if (!first || STOP.has(first.key) || NO_ANSWER.has(first.key)) return undefined;
  if (lexis.means(first, MEANS.connector | MEANS.request)) return undefined;
  return HANDLE.test(text.trim()) ? { first: 0, end: tokens.length } : undefined;
}

const HANDLE = /^[\p{L}\d][\p{L}\d._-]{2,30}[\p{L}\d]$/u;

/** The only word of a message that mixes letters, digits and a sign as nothing but a password does: "set it to Tulip7!x". Not "E-404!", which is what an error is called. */
export function mixedWord({ text, tokens }: Reading): WordRange | undefined {
  for (let first = 0; first < tokens.length;) {
    let end = first + 1;
    while (tokens[end] && tokens[end]?.start === tokens[end - 1]?.end) end++;
    while (end - first > 1 && /^[.,;?)'"]$/.test(tokens[end - 1]?.raw ?? "")) end--;
    const written = text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);
    if (end - first > 2 && MIXED.test(written)) return { first, end };
    first = Math.max(end, first + 1);
    while (tokens[first] && tokens[first]?.start === tokens[first - 1]?.end) first++;
  }
  return undefined;
}

const MIXED = /^(?![A-Z]-\d+!$)(?=\S*\p{L})(?=\S*\d)\S{2,}[!$%^&*#?+=_~]\S*$/u;
