import { append97, ibanLength, isEnough, isRight, undressed } from "../iban/iban-lengths.ts";
import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import { isDigit, isLetter } from "../text/units.ts";
import type { Proposal } from "./proposal.ts";
import { saidIbans } from "./said-ibans.ts";

/** IBANs in any case and grouping: a country, its length, a right check. */
export function ibanProposals(reading: Reading, proposals: Proposal[]): void {
  const { text, tokens } = reading;
  if (reading.meanings & (MEANS.digits | MEANS.lead))
    for (const { start, end } of saidIbans(reading)) proposals.push(proposal(start, end));
  if (reading.digits < FEWEST) return;
  for (let at = 1; at < tokens.length; at++) {
    const head = tokens[at - 1];
    const next = tokens[at];
    if (head?.kind !== "word" || !next || next.start - head.end > MAX_GAP) continue;
    const letters = head.end - head.start;
    const named = letters === 6 && head.key.startsWith("iban");
    const begins =
      letters === 2 || named
        ? next.kind !== "word"
        : letters === 1
          ? next.end - next.start === 1
          : // "DEO2": a check digit as a letter.
            letters === 3 &&
            next.kind === "digits" &&
            undressed(text.charCodeAt(head.end - 1)) <= 57;
    if (!begins || isAlphanumeric(text.charCodeAt(head.start - 1))) continue;
    const start = named ? head.end - 2 : head.start;
    const found = readIban(text, start);
    if (found?.right) proposals.push(proposal(start, found.end));
  }
}

/** Digits that the shortest IBAN has, see {@link isEnough}. */
const FEWEST = 6;

function proposal(start: number, end: number): Proposal {
  const evidence = ["a country and its IBAN length", "check digits are right"];
  return { type: "IBAN", start, end, confidence: 0.99, evidence, rule: "iban" };
}

/** Reads as many letters and digits from `start` as the country's IBAN has, over blanks and dashes. Nothing is cut out of the text: what looks so is everywhere. */
export function readIban(text: string, start: number): { end: number; right: boolean } | undefined {
  const head = text.charCodeAt(start);
  let tail = 0;
  let tens = 0;
  let ones = 0;
  let length = 2;
  let count = 0;
  let digits = 0;
  // Of 97, what is behind the check digits leaves; `dressed` when its O, I and L are 0 and 1.
  let rest = 0;
  let dressed = 0;
  let at = start;
  let gap = 0;
  for (; at < text.length && count < length; at++) {
    const code = text.charCodeAt(at);
    const kind = KINDS[code] ?? 0;
    if (kind < DIGIT) {
      if (kind !== GAP || ++gap > MAX_GAP) return undefined;
      continue;
    }
    gap = 0;
    if (kind === DIGIT) digits++;
    count++;
    if (count > 4) {
      rest = append97(rest, code);
      dressed = append97(dressed, kind === DIGIT ? code : undressed(code));
    } else if (count > 2) {
      // Most of what begins as a country does has no check digits.
      if (undressed(code) > 57) return undefined;
      if (count === 3) tens = code;
      else ones = code;
    } else if (count === 2) {
      length = kind === DIGIT ? 0 : ibanLength(head, code);
      tail = code;
    }
  }
  if (length === 0 || count < length || isAlphanumeric(text.charCodeAt(at))) return undefined;
  const right =
    isEnough(digits, length) &&
    (isRight(rest, head, tail, tens, ones) ||
      isRight(dressed, head, tail, undressed(tens), undressed(ones))) &&
    !WORD.test(text.slice(start, at));
  return { end: at, right };
}

/** One that stands alone and is longer than a bank's code. */
const WORD = /[^A-Za-z0-9][A-Za-z]{5,}(?![A-Za-z0-9])/;
const MAX_GAP = 3;
const GAP = 1;
const DIGIT = 2;
const LETTER = 3;
/** What a unit is to an IBAN; 0 for none of it. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) =>
  isDigit(code)
    ? DIGIT
    : isLetter(code)
      ? LETTER
      : " \t\r\n-./_:,|;*~+".includes(String.fromCharCode(code))
        ? GAP
        : 0,
);

function isAlphanumeric(code: number): boolean {
  return (KINDS[code] ?? 0) > GAP;
}
