import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { WordRange } from "./word-range.ts";
import { isCapital, STOP } from "./word-range.ts";

/** All of the message, or a word with a capital behind "it was", "named": "I think it was Molly, she was the best". */
export function answersIn(reading: Reading, age: number): WordRange[] {
  const whole = wholeAnswers(reading, age);
  if (whole.length > 0) return whole;
  const { tokens } = reading;
  const first = tokens.findIndex(
    (token, at) =>
      isCapital(token) && STATES.has(tokens[at - 1]?.key ?? "") && !STOP.has(token.key),
  );
  if (first < 0) return [];
  return [{ first, end: isCapital(tokens[first + 1]) ? first + 2 : first + 1 }];
}

const STATES = new Set(["is", "was", "its", "named", "called", "him", "her", "try"]);

/** The first words of an answer without "it is", "I think": until a mark, and on over "and". */
export function wholeAnswers({ tokens, lexis }: Reading, age: number): WordRange[] {
  const ranges: WordRange[] = [];
  let at = 0;
  while (ranges.length < 2) {
    while (
      at < tokens.length &&
      at < 8 &&
      (tokens[at]?.kind === "mark" || lexis.means(tokens[at], MEANS.connector))
    )
      at++;
    let end = at;
    while (
      end < tokens.length &&
      !(tokens[end]?.kind === "mark" && tokens[end]?.start !== tokens[end - 1]?.end) &&
      (!/^[.,!?;]$/.test(tokens[end]?.raw ?? "") || isInside(tokens, end)) &&
      tokens[end]?.key !== "and" &&
      !(end > at && HEDGES.has(tokens[end]?.key ?? "")) &&
      !(end > at && tokens[end]?.key === "the" && isCapital(tokens[at]))
    )
      end++;
    const hedged = age === 0 && (HEDGES.has(tokens[end]?.key ?? "") || tokens[end]?.key === "the");
    const rest = hedged ? 0 : tokens.length - end;
    const long = wordsIn(tokens, at, end) > 3 || (age > 0 && rest > 2);
    if (
      end === at ||
      long ||
      tokens
        .slice(at, end)
        .some(
          (token) =>
            STOP.has(token.key) || NO_ANSWER.has(token.key) || lexis.means(token, MEANS.connector),
        )
    )
      break;
    if (rest > 2 && tokens[end]?.key !== "and" && !isCapital(tokens[at])) break;
    ranges.push({ first: at, end });
    if (tokens[end]?.key !== "and") break;
    at = end + 1;
  }
  return ranges;
}

/** Words by their blanks: what touches is one. */
function wordsIn(tokens: Reading["tokens"], first: number, end: number): number {
  let words = 0;
  for (let at = first; at < end; at++)
    if (at === first || tokens[at]?.start !== tokens[at - 1]?.end) words++;
  return words;
}

/** A stop inside a word: "salcedo.rod88". */
function isInside(tokens: Reading["tokens"], at: number): boolean {
  const stop = tokens[at];
  return stop?.start === tokens[at - 1]?.end && stop?.end === tokens[at + 1]?.start;
}

/** "elm street i think", "buddy but I am not sure": what follows an answer. */
const HEDGES = new Set(
  "i im think believe guess maybe probably perhaps please thanks thank lol haha sir madam maam if but because though or in when since why".split(
    " ",
  ),
);

/** Words that answer no such question, beside those of {@link STOP}: they agree, thank, wonder or hesitate. */
export const NO_ANSWER = new Set(
  "exactly too indeed absolutely definitely certainly totally obviously course already yet always never sometimes maybe perhaps probably though ever there here done gone back later soon now today tomorrow tonight really actually seriously honestly sorted ready finished ahead understood agreed awesome amazing excellent wonderful brilliant lovely cheers ta whatever anything something everything nobody somebody both neither either all any some many much more less other others another again instead anyway hmm hm um uh er oh ah wow oops hey haha lol omg pardon excuse repeat question answer true false easy gotta coming looking trying checking waiting do know remember forgot forget can cannot sure thanks thank ok okay hello hi idea unsure wait hold moment mind none nothing sorry help nope yep bye goodbye skip great good fine cool got received did have need want let nice perfect alright".split(
    " ",
  ),
);
