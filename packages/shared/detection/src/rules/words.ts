import { MEANS } from "../language/lexis.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { Context } from "./context.ts";
import type { Proposal } from "./proposal.ts";

type WordType = "SECURITY_ANSWER" | "PASSWORD" | "USERNAME";

/** Values that are words: answers to security questions, passwords, usernames. */
export function wordProposals(reading: Reading, context: Context): Proposal[] {
  const proposals: Proposal[] = [];
  for (const hit of reading.cueEndingAt.values()) {
    if (hit.type === "SECURITY_ANSWER") {
      const value = answerAfter(reading, hit.end) ?? answerBefore(reading, hit.first);
      const own =
        !OTHERS.has(reading.tokens[hit.first - 1]?.key ?? "") &&
        !OTHERS.has(reading.tokens[hit.first]?.key ?? "");
      if (value && own)
        proposals.push(made(reading, "SECURITY_ANSWER", value, 0.95, "named beside it"));
    } else if (hit.type === "PASSWORD" || hit.type === "USERNAME") {
      const value = secretAfter(reading, hit.end);
      if (value) proposals.push(made(reading, hit.type, value, 0.97, "named in front of it"));
    }
  }
  if (context.speaker !== "agent" && proposals.length === 0) {
    proposals.push(...answers(reading, context));
  }
  return proposals;
}

interface Range {
  first: number;
  end: number;
}

function made(
  { tokens }: Reading,
  type: WordType,
  { first, end }: Range,
  confidence: number,
  why: string,
): Proposal {
  const start = tokens[first]?.start ?? 0;
  return {
    type,
    start,
    end: tokens[end - 1]?.end ?? 0,
    confidence,
    evidence: [why],
    rule: `word-${type.toLowerCase()}`,
  };
}

/** The answer to a question that waits for words. */
function answers(reading: Reading, context: Context): Proposal[] {
  const asked = context.asked.find((one) => !one.overtaken && one.age <= 1 && isWordType(one.type));
  if (!asked || !isWordType(asked.type)) return [];
  const { type, age } = asked;
  return wholeAnswers(reading, age)
    .filter((range) => type === "SECURITY_ANSWER" || hasSign(reading, range))
    .map((range) =>
      made(
        reading,
        type,
        range,
        type === "SECURITY_ANSWER" ? 0.93 : 0.72,
        "the other side asked for it",
      ),
    );
}

function isWordType(type: string): type is WordType {
  return type === "SECURITY_ANSWER" || type === "PASSWORD" || type === "USERNAME";
}

/** Somebody else's maiden name is a name, nobody's secret answer. */
const OTHERS = new Set(["her", "his", "their"]);
const LINK = new Set(["is", "was", "are", "were", ":", "=", "-", "its", "called", "named"]);
const STOP = new Set(
  "not wrong incorrect correct right working expired blocked locked invalid what which who where how why the a an and but or because to for on in with please it that this changed lost forgotten stolen compromised different same old new reset hacked known unknown required needed missing asking being going i you we they he she no yes dont cant im ive my your also still just so if when then than wrong".split(
    " ",
  ),
);

/** What "is" links to the cue, or what ends the sentence right behind it: up to three words. */
function answerAfter(reading: Reading, from: number): Range | undefined {
  const { tokens, lexis } = reading;
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
  if (!value) return undefined;
  if (tokens[value.end]?.raw === "?") return undefined;
  const ends = value.end >= tokens.length || tokens[value.end]?.kind === "mark";
  return linked || (at === from && ends) ? value : undefined;
}

const IT = new Set(["it", "its", "his", "her", "he", "she", "that"]);

/** "Nemo is my childhood pet": a capitalised word in front of "is my". */
function answerBefore({ tokens, lexis }: Reading, cueFirst: number): Range | undefined {
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
    lexis.means(word, MEANS.connector)
  )
    return undefined;
  const two = isCapital(tokens[at - 2]) && !STOP.has(tokens[at - 2]?.key ?? "");
  return { first: two ? at - 2 : at - 1, end: at };
}

/** One to three words from `at` that read as a name or an answer. */
function nameLike(tokens: readonly Token[], at: number): Range | undefined {
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

/** A word with a digit or a sign in it, behind "password is". */
function secretAfter(reading: Reading, from: number): Range | undefined {
  const { tokens, lexis } = reading;
  let at = from;
  while (
    at < from + 4 &&
    (LINK.has(tokens[at]?.key ?? "") ||
      (lexis.means(tokens[at], MEANS.connector) && tokens[at]?.kind === "word"))
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
  while (end - at > 1 && /^[.,;!?)'"]$/.test(tokens[end - 1]?.raw ?? "")) end--;
  const range = { first: at, end };
  return hasSign(reading, range) ? range : undefined;
}

/** A digit, a sign, or a capital behind a small letter: what a password has and a word has not. */
function hasSign({ tokens, text }: Reading, { first, end }: Range): boolean {
  const written = text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);
  const mixed =
    /\d/.test(written) || /[^\p{L}\p{N}.,'\s-]/u.test(written) || /\p{Ll}\p{Lu}/u.test(written);
  return mixed && /[\p{L}\p{N}]/u.test(written) && written.length >= 4;
}

/** The first words of an answer without "it is", "I think": until a mark, and on over "and". */
function wholeAnswers({ tokens, lexis }: Reading, age: number): Range[] {
  const ranges: Range[] = [];
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
      !/^[.,!?;]$/.test(tokens[end]?.raw ?? "") &&
      tokens[end]?.key !== "and"
    )
      end++;
    const rest = tokens.length - end;
    const long = end - at > 3 || (age > 0 && rest > 2);
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

const NO_ANSWER = new Set(
  "dont do know remember forgot forget cant can cannot sure thanks thank ok okay hello hi idea unsure why wait hold moment never mind none nothing sorry help yes no nope yep bye goodbye skip what great good fine cool got received did have need want let nice perfect alright".split(
    " ",
  ),
);

function isCapital(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.raw);
}
