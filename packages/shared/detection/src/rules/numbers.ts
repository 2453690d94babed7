import { isEan } from "../card/ean.ts";
import type { DigitRun } from "../digits/digit-runs.ts";
import type { Reading } from "../text/reading.ts";
import { othersAround } from "./answer.ts";
import type { Context } from "./context.ts";
import type { FindingType } from "../finding.ts";
import { backing } from "./evidence.ts";
import type { Reason } from "./find-cue.ts";
import { reasonsFor } from "./find-cue.ts";
import { isMeasure } from "./measure.ts";
import type { Shape } from "./number-shape.ts";
import { numberShape } from "./number-shape.ts";
import { numberType } from "./number-type.ts";
import type { Piece } from "./pieces.ts";
import { cutRun, digitCount, pieceOf, sizesOf } from "./pieces.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Numbers that a word, a question or their form makes sensitive. Each run of digits is read whole, then in parts:
 * the reading that something speaks for wins.
 */
export function numberProposals(reading: Reading, context: Context, proposals: Proposal[]): void {
  for (const run of reading.runs) {
    let first = 0;
    for (const end of cutRun(run, false)) {
      readCut(reading, context, run, first, end, proposals);
      first = end;
    }
  }
}

/** Longer rows of groups are lists, not numbers. */
const MAX_GROUPS = 24;
const MAX_DIGITS = 30;

function readCut(
  reading: Reading,
  context: Context,
  run: DigitRun,
  first: number,
  end: number,
  proposals: Proposal[],
): void {
  if (
    isNumber(run, first, end) &&
    propose(reading, context, pieceOf(reading, run, first, end), proposals)
  ) {
    return;
  }
  // In the groups of a book's number (ISO 2108) is no telephone number.
  if (end - first === 1 || (run.digits.startsWith("97") && isEan(run.digits))) return;
  shapesInside(reading, run, first, end, proposals);
  const ends = cutRun(run, true, first, end);
  if (ends.length === 1) return;
  let from = first;
  for (const to of ends) {
    if (isNumber(run, from, to))
      propose(reading, context, pieceOf(reading, run, from, to), proposals);
    from = to;
  }
}

function isNumber(run: DigitRun, first: number, end: number): boolean {
  const digits = digitCount(run, first, end);
  return end - first <= MAX_GROUPS && digits >= 3 && digits <= MAX_DIGITS;
}

/** Proposes the type of one piece; false when nothing speaks for it. */
function propose(reading: Reading, context: Context, piece: Piece, proposals: Proposal[]): boolean {
  const { digits, start, end } = piece;
  if (isMeasure(reading, piece)) return false;
  const shape = numberShape(reading.text, piece) ?? loneShape(reading, context, piece);
  const reasons = reasonsFor(reading, context, piece.firstToken, piece.endToken);
  const alone = reasons.length > 0 && othersAround(reading, piece.firstToken, piece.endToken) <= 1;
  for (const reason of reasons) {
    const type = numberType(reason, digits, alone);
    if (!type || (isYear(digits) && !mayBeYear(reason, type))) continue;
    if (DATELESS.has(type) && DATE.test(reading.text.slice(start, end))) continue;
    // "Karte endet auf 4417": what a receipt shows.
    if (type === "CARD_PARTIAL" && digits.length === 4 && isEnding(reading, piece)) continue;
    // "8830 and 60614", where the last four and a postcode were asked for.
    if (type === "POSTCODE" && digits.length === 4 && reasons.some(isForFour)) continue;
    // "credit card ac no 4111...": a whole card number keeps the wider name's type.
    const card = reasons.find((one) => one.type === "CARD_NUMBER" && one.source === "before");
    if (
      card &&
      card !== reason &&
      type === "ACCOUNT_ID" &&
      digits.length >= 15 &&
      digits.length <= 16
    )
      continue;
    if (shape && shape.type !== type && shape.confidence > reason.strength - 0.1) {
      // An answer that looks like a telephone number where something else was asked for, and no telephone.
      const answer = reason.source === "asked" && reason.strength >= 0.8 && alone;
      // "nhs number 943 476 5919": named in two words right in front of it.
      const called =
        reason.source === "before" &&
        reason.strength >= 0.95 &&
        ((reason.cue?.words ?? 0) > 1 || type === "ACCOUNT_ID");
      if (
        shape.type !== "PHONE" ||
        !(answer || called) ||
        reasons.some((one) => one.type === "PHONE")
      )
        continue;
    }
    // A row of short groups is one number only when it is said or asked as one.
    if (
      piece.groups > 4 &&
      !piece.dressed &&
      type !== "CARD_NUMBER" &&
      type !== "PHONE" &&
      /^(?:[1-9]-){5}/.test(sizesOf(piece)) &&
      reason.source !== "asked" &&
      reason.strength < 0.9
    )
      continue;
    const { evidence, rule } = backing(reason.source, "number", SIZES[digits.length] ?? "");
    const confidence = Math.min(0.97, reason.strength);
    proposals.push({ type, start, end, confidence, evidence, rule });
    return true;
  }
  if (shape) {
    proposals.push(shaped(shape, shape.confidence, start, end));
    return true;
  }
  return false;
}

function shaped(
  { type, evidence }: Shape,
  confidence: number,
  start: number,
  end: number,
): Proposal {
  return { type, start, end, confidence, evidence: [evidence], rule: "number-shape" };
}

/** "2023-09-14" where a telephone is spoken of, "03/11/2023" where a purchase is. */
const DATE = /^(?:(?:19|20)\d\d([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:19|20)\d\d)$/;
const DATELESS: ReadonlySet<FindingType> = new Set(["PHONE", "ORDER_ID", "ACCOUNT_ID"]);

/** "ending 4417", "termina en 4417". */
function isEnding({ tokens }: Reading, { firstToken }: Piece): boolean {
  return [1, 2].some((back) => ENDS.test(tokens[firstToken - back]?.key ?? ""));
}

const ENDS = /^(?:end|termin|fin[ai])/;

function isForFour({ type, source }: Reason): boolean {
  return (
    source === "asked" && (type === "SSN" || type === "SSN_PARTIAL" || type === "CARD_PARTIAL")
  );
}

const SIZES = Array.from({ length: MAX_DIGITS + 1 }, (_, count) => `${count} digits`);

/** What a number says that is the whole message. */
function loneShape(reading: Reading, context: Context, piece: Piece): Shape | undefined {
  const { digits, firstToken, endToken } = piece;
  if (digits.length < FEWEST_ALONE) return undefined;
  if (reading.tokens[firstToken - 1]?.raw === "#") {
    return { type: "ORDER_ID", confidence: 0.75, evidence: "a number sign in front" };
  }
  const plus = reading.tokens[firstToken - 1]?.key === "plus";
  if (plus && digits.length >= 10 && digits.length <= 15)
    return { type: "PHONE", confidence: 0.85, evidence: "a plus and a country code" };
  if (digits.length !== 10 || othersAround(reading, firstToken, endToken) > 0) return undefined;
  if (/^[2-9]/.test(digits) && !/^(?:5-5|2-8|4-6)$/.test(sizesOf(piece))) {
    return { type: "PHONE", confidence: 0.7, evidence: "ten digits and nothing else" };
  }
  return undefined;
}

const FEWEST_ALONE = 5;

/** "swift 2005" is a car; "pin 2005", "order number 2005" are what they say. */
function mayBeYear({ strength, cue, source }: Reason, type: FindingType): boolean {
  if (strength < 0.85 || type === "CARD_PARTIAL") return false;
  return type !== "ACCOUNT_ID" || source === "asked" || (cue?.words ?? 1) > 1;
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits);
}

/** A number with a plus or a bracket in front may be longer. */
const MAY_LEAD: ReadonlySet<string> = new Set("+(");

/** Forms that need no word, among other groups: "my code 12 is 415 555 0100 now". */
function shapesInside(
  reading: Reading,
  run: DigitRun,
  first: number,
  end: number,
  proposals: Proposal[],
): void {
  for (let at = first; at < end; at++) {
    for (let last = Math.min(end, at + 5); last > at; last--) {
      if (at === first && last === end) continue;
      const digits = digitCount(run, at, last);
      if (digits < 8) break;
      const led = MAY_LEAD.has(reading.tokens[(run.groups[at]?.firstToken ?? 0) - 1]?.raw ?? "");
      if (!led && (digits < 9 || (digits > 12 && digits < 20) || digits > 22)) continue;
      const piece = pieceOf(reading, run, at, last);
      const shape = numberShape(reading.text, piece);
      if (!shape || isMeasure(reading, piece)) continue;
      proposals.push(shaped(shape, shape.confidence - 0.05, piece.start, piece.end));
      at = last - 1;
      break;
    }
  }
}
