import * as MEANS from "../language/means.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import { NO_ANSWER } from "./asked-answer.ts";
import type { WordRange } from "./word-range.ts";
import { isCapital, LINK, STOP } from "./word-range.ts";

/** What "is" links to the cue, or what ends the sentence right behind it: up to three words. */
export function answerAfter(reading: Reading, hit: CueHit): WordRange | undefined {
  const { tokens, lexis } = reading;
  const from = hit.end;
  let at = from;
  let linked = false;
  for (; at < from + 7 && tokens[at]; at++) {
    const token = tokens[at];
    if (LINK.has(token?.key ?? "")) linked = true;
    else if ((endsSentence(reading, at) || token?.raw === ",") && IT.has(tokens[at + 1]?.key ?? ""))
      continue;
    else if (!lexis.means(token, MEANS.connector) || isCapital(token)) {
      if (!IT.has(token?.key ?? "")) break;
    }
  }
  const value = nameLike(tokens, at);
  if (!value || NO_ANSWER.has(tokens[value.first]?.key ?? "")) return undefined;
  let last = value.end;
  while (last < value.end + FAR && tokens[last] && !endsSentence(reading, last)) last++;
  if (tokens[last]?.raw === "?") return undefined;
  const ends = value.end >= tokens.length || tokens[value.end]?.kind === "mark";
  return linked || (at === from && ends && namesAnswer(reading, hit)) ? value : undefined;
}

/** So many words behind an answer the question mark is another sentence's. */
const FAR = 8;

/** "maiden name Okafor": a phrase for the answer itself; "your cat too" and "my pet snail" are none. */
function namesAnswer({ tokens }: Reading, { first, end }: CueHit): boolean {
  return tokens.slice(first, end).some(({ key }) => !PETS.has(key) && !WHOSE.has(key));
}

const PETS = new Set(["pet", "pets", "dog", "dogs", "cat", "cats"]);
const WHOSE = new Set(["my", "your", "the", "his", "her"]);

const IT = new Set(["it", "its", "his", "her", "he", "she", "that"]);

/** "Nemo is my childhood pet": a capitalised word in front of "is my". */
export function answerBefore({ tokens, lexis }: Reading, cueFirst: number): WordRange | undefined {
  let at = cueFirst;
  while (
    at > 0 &&
    cueFirst - at < 4 &&
    lexis.means(tokens[at - 1], MEANS.connector) &&
    !isCapital(tokens[at - 1])
  )
    at--;
  const linked = tokens
    .slice(at, cueFirst)
    .some((token) => token.key === "is" || token.key === "was");
  const word = tokens[at - 1];
  if (
    !linked ||
    !isCapital(word) ||
    STOP.has(word?.key ?? "") ||
    NO_ANSWER.has(word?.key ?? "") ||
    lexis.means(word, MEANS.connector)
  )
    return undefined;
  const two = isCapital(tokens[at - 2]) && !STOP.has(tokens[at - 2]?.key ?? "");
  return { first: two ? at - 2 : at - 1, end: at };
}

/** One to three words from `at` that read as a name or an answer. */
function nameLike(tokens: readonly Token[], at: number): WordRange | undefined {
  const capital = isCapital(tokens[at]);
  let end = at;
  while (
    end - at < 3 &&
    tokens[end]?.kind === "word" &&
    !STOP.has(tokens[end]?.key ?? "") &&
    (end === at || (capital && isCapital(tokens[end])))
  )
    end++;
  return end > at ? { first: at, end } : undefined;
}
