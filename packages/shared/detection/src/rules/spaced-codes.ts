import type { FindingType } from "../finding.ts";
import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import { othersAround } from "./answer.ts";
import { CODE_BITS } from "./codes.ts";
import type { Context } from "./context.ts";
import { isSpokenOf } from "./context.ts";
import { backing } from "./evidence.ts";
import { reasonsFor } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Codes with blanks in them, as they are said or typed from a card: "policy number tyu 987744556", "6 yt 5 tr", "LB63 KXR". Only behind a
 * word for one, or as the answer to a question for one.
 */
export function spacedCodeProposals(
  reading: Reading,
  context: Context,
  proposals: Proposal[],
): void {
  if ((reading.shape & SHAPE.digit) === 0 || !isSpokenOf(reading, context, CODE_BITS)) return;
  const { tokens } = reading;
  for (let at = 0; at < tokens.length;) {
    const end = rowEnd(reading, at);
    if (end > at + 1) {
      const found = judge(reading, context, at, end);
      if (found) proposals.push(found);
    }
    at = Math.max(end, at + 1);
  }
}

const MAX_PIECES = 12;

/** The end of a row of digits and short letters from `at` that no word is in; `at` when none begins there. */
function rowEnd(reading: Reading, at: number): number {
  const { tokens } = reading;
  const first = tokens[at];
  if (first?.kind === "mark") return at;
  if (first?.kind === "word" && first.raw.length > MAX_LETTERS) return at;
  if (isInside(tokens, at)) return at;
  let end = at;
  while (end < tokens.length && end - at < MAX_PIECES) {
    const token = tokens[end];
    const before = tokens[end - 1];
    if (!token || (end > at && token.start - (before?.end ?? 0) > 1)) break;
    if (token.raw === "-" && end > at && tokens[end + 1]) {
      end++;
      continue;
    }
    if (token.kind !== "digits" && !isLetters(reading, end)) break;
    end++;
  }
  while (end > at && tokens[end - 1]?.kind === "mark") end--;
  return end;
}

/** It goes on from what it touches: the 40 of "5:40". A quote or a bracket may open it. */
function isInside(tokens: Reading["tokens"], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.end !== tokens[at]?.start) return false;
  return before?.kind !== "mark" || GOES_ON.has(before.raw);
}

const GOES_ON = new Set("-_./:");

/** One to four letters that are no word: in capitals, touching a digit or beside one. */
function isLetters({ tokens, lexis, cueStartingAt }: Reading, at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word" || token.raw.length > MAX_LETTERS) return false;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  const beside = next?.kind === "digits" || before?.kind === "digits" || isJoint(before, next);
  if (!beside) return token.key.length === 1 && next?.key.length === 1;
  if (token.key.length === 1) return token.key !== "i" && !(token.key === "a" && at === 0);
  if (TITLE.test(token.raw)) return false;
  if (CAPITALS.test(token.raw)) return !lexis.means(token, MEANS.month);
  const known = MEANS.connector | MEANS.unit | MEANS.month | MEANS.amount | MEANS.request;
  if (cueStartingAt.has(at) || lexis.means(token, known | MEANS.digits)) return false;
  return !SHORT_WORDS.has(token.key);
}

function isJoint(
  before: Reading["tokens"][number] | undefined,
  next: Reading["tokens"][number] | undefined,
): boolean {
  return before?.raw === "-" || next?.raw === "-";
}

const MAX_LETTERS = 4;
const TITLE = /^[A-Z][a-z]/;
const CAPITALS = /^[A-Z]+$/;
/** What stands beside numbers and is no code. */
const SHORT_WORDS = new Set(
  "not got get was did does done see saw say said put let off out per via all any both each some than too yet ago last next only just paid cost like need want sent came due room page item line size step type zone gate seat row bed flat bus top age aged plan once about after but how why who when what where with into onto till until lost left used made make take took call ring text mail card pin code ref name hope wait help also even ever much many very two him they them she he we us me to do go be am an no if or so st rd nd th ave apt box ste road lane new old end".split(
    " ",
  ),
);

function judge(
  reading: Reading,
  context: Context,
  first: number,
  end: number,
): Proposal | undefined {
  const { tokens, text } = reading;
  const start = tokens[first]?.start ?? 0;
  const stop = tokens[end - 1]?.end ?? 0;
  let digits = 0;
  let letters = 0;
  let blanks = stop - start;
  for (let at = first; at < end; at++) {
    const { kind, key = "", start: from = 0, end: to = 0 } = tokens[at] ?? {};
    if (kind === "digits") digits += key.length;
    else if (kind === "word") letters += key.length;
    blanks -= to - from;
  }
  if (!blanks || !digits || !letters) return undefined;
  if (digits + letters < 5 || digits + letters > 24) return undefined;
  const written = text.slice(start, stop);
  if (COUNTED.test(written) || CLOCK.test(written)) return undefined;
  const short = digits < 3 && end - first < 3;
  if (short && WORDY.test(written)) return undefined;
  for (const { type, strength, source } of reasonsFor(reading, context, first, end)) {
    if (source === "after" || strength < 0.8 || !fits(type, digits, letters)) continue;
    // "LR19 XKD, a grey one": the answer, and more about it.
    const answer = first === 0 && tokens[end]?.raw === ",";
    if (source === "asked" && (short || (!answer && othersAround(reading, first, end) > 1)))
      continue;
    if (type === "PASSWORD" && source === "asked") continue;
    const form = "letters and digits with blanks between";
    const { evidence, rule } = backing(source, "code", form);
    return { type, start, end: stop, confidence: Math.min(0.96, strength), evidence, rule };
  }
  return undefined;
}

/** "says 4". */
const WORDY = /[a-z]{3}/;
/** "try 10PM". */
const CLOCK = /\d[ap]m$/i;
/** "1 meat", "119 main": a number and a word. */
const COUNTED = /^\d+ [a-z]{2,}$/;

function fits(type: FindingType, digits: number, letters: number): boolean {
  switch (type) {
    case "ORDER_ID":
    case "ACCOUNT_ID":
      return true;
    case "SSN":
      return digits + letters <= 11 && digits >= 6;
    case "PASSPORT":
      return digits + letters <= 10 && digits >= 3;
    case "DRIVER_LICENSE":
      return digits >= 3;
    case "LICENSE_PLATE":
      return digits + letters <= 10;
    case "PASSWORD":
      return digits + letters <= 12 && digits > 0;
    default:
      return false;
  }
}
