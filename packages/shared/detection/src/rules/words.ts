import type { Reading } from "../text/reading.ts";
import { answersIn, wholeAnswers } from "./asked-answer.ts";
import { bitsOf } from "../finding.ts";
import type { Context } from "./context.ts";
import { isSpokenOf } from "./context.ts";
import { answerAfter, answerBefore } from "./named-answer.ts";
import type { Proposal } from "./proposal.ts";
import { hasSign, mixedWord, onlyWord, secretAfter } from "./secret-words.ts";
import type { WordRange } from "./word-range.ts";

type WordType = "SECURITY_ANSWER" | "PASSWORD" | "USERNAME";
const WORD_BITS = bitsOf(["SECURITY_ANSWER", "PASSWORD", "USERNAME"]);

const NAMED = ["named in front of it"];

/** Values that are words: answers to security questions, passwords, usernames. */
export function wordProposals(reading: Reading, context: Context, proposals: Proposal[]): void {
  if (!isSpokenOf(reading, context, WORD_BITS)) return;
  const before = proposals.length;
  for (const hit of reading.cueEndingAt.all) {
    if (hit.type === "SECURITY_ANSWER") {
      const value = answerAfter(reading, hit) ?? answerBefore(reading, hit.first);
      const own =
        !OTHERS.has(reading.tokens[hit.first - 1]?.key ?? "") &&
        !OTHERS.has(reading.tokens[hit.first]?.key ?? "");
      if (value && own)
        proposals.push(made(reading, "SECURITY_ANSWER", value, 0.95, ["named beside it"]));
    } else if (hit.type === "PASSWORD" || hit.type === "USERNAME") {
      const value = secretAfter(reading, hit);
      if (value) proposals.push(made(reading, hit.type, value, 0.97, NAMED));
    }
  }
  if (context.speaker !== "agent" && proposals.length === before)
    proposals.push(...answers(reading, context));
}

function made(
  { tokens }: Reading,
  type: WordType,
  { first, end }: WordRange,
  confidence: number,
  evidence: readonly string[],
): Proposal {
  const start = tokens[first]?.start ?? 0;
  return {
    type,
    start,
    end: tokens[end - 1]?.end ?? 0,
    confidence,
    evidence,
    rule: `word-${type.toLowerCase()}`,
  };
}

/** The answer to a question that waits for words; a password where nothing but one is spoken of. */
function answers(reading: Reading, context: Context): Proposal[] {
  const asked = context.asked.find((one) => !one.overtaken && one.age <= 1 && isWordType(one.type));
  if (!asked || !isWordType(asked.type))
    return reading.names("PASSWORD") ? mixed(reading, "PASSWORD", NAMED) : [];
  const { type, age } = asked;
  const why = ["the other side asked for it"];
  if (type === "SECURITY_ANSWER")
    return answersIn(reading, age).map((range) =>
      made(reading, type, range, isNumber(reading, range) ? 0.7 : 0.93, why),
    );
  const whole = wholeAnswers(reading, age).filter((range) => hasSign(reading, range));
  if (whole.length > 0) return whole.map((range) => made(reading, type, range, 0.72, why));
  if (type === "USERNAME" && age === 0) {
    const only = onlyWord(reading);
    if (only) return [made(reading, type, only, 0.7, why)];
  }
  return mixed(reading, type, why);
}

/** The only word with letters, digits and a sign. */
function mixed(reading: Reading, type: WordType, why: readonly string[]): Proposal[] {
  const range = mixedWord(reading);
  return range ? [made(reading, type, range, 0.72, why)] : [];
}

function isNumber({ tokens }: Reading, { first, end }: WordRange): boolean {
  return tokens.slice(first, end).every(({ kind }) => kind !== "word");
}

function isWordType(type: string): type is WordType {
  return type === "SECURITY_ANSWER" || type === "PASSWORD" || type === "USERNAME";
}

/** Somebody else's maiden name is a name, nobody's secret answer. */
const OTHERS = new Set(["her", "his", "their"]);
