import { issuerOf } from "../card/issuers.ts";
import { luhnWindows } from "../card/luhn.ts";
import type { DigitRun } from "../digits/digit-runs.ts";
import type { FindingType } from "../finding.ts";
import type { Reading } from "../text/reading.ts";
import { isTouched, isTouchedBehind } from "../text/touching.ts";
import { cueBefore } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";

/**
 * A card number with its expiry date, perhaps its security code, in one row of digits, as a copied table has it:
 * `411111111111111109/27`, `41111111111111110927123`. The row ends with them, and no cue calls it something else.
 */
export function gluedCardProposals(reading: Reading, proposals: Proposal[]): void {
  const { tokens } = reading;
  for (const run of reading.runs) {
    if (run.digits.length < SHORTEST) continue;
    for (let at = 0; at < run.groups.length; at++) {
      const { from, to, start, end, firstToken, endToken } = run.groups[at] ?? NONE;
      const size = to - from;
      if (size < SHORTEST || size > LONGEST || size !== end - start) continue;
      const digits = run.digits.slice(from, to);
      const length = cardAt(digits);
      if (length === undefined || isTouched(tokens, firstToken)) continue;
      if (isTouchedBehind(tokens, endToken)) continue;
      const told = behindCard(digits.slice(length), digits.startsWith("3"), yearOf(run, at));
      if (told === undefined) continue;
      const cue = cueBefore(reading, firstToken);
      if (cue && cue.type !== "CARD_NUMBER") continue;
      const found = (type: FindingType, first: number, last: number, why: string) =>
        proposals.push({
          type,
          start: first,
          end: last,
          confidence: 0.95,
          evidence: [why],
          rule: "card-glued",
        });
      const card = start + length;
      const date = told.year === undefined ? card + told.date : told.year;
      found("CARD_NUMBER", start, card, "a card number with a right check digit, then its date");
      found("EXPIRY", card, date, "in one row with a card number");
      if (date < end) found("CVV", date, end, "in one row with a card number and its date");
    }
  }
}

const NONE = { from: 0, to: 0, start: 0, end: 0, firstToken: 0, endToken: 0 };
const CARD_LENGTHS = [16, 15];
const SHORTEST = 17;
/** 16 digits, month, year in full, code. */
const LONGEST = 26;

/** How many of the digits, from the first, are a card number. */
function cardAt(digits: string): number | undefined {
  const issuer = issuerOf(digits);
  const luhn = luhnWindows(digits);
  return CARD_LENGTHS.find(
    (length) => issuer?.lengths.includes(length) === true && luhn.passes(0, length),
  );
}

/** Where a year ends that stands behind the group and a slash or dash. */
function yearOf(run: DigitRun, at: number): number | undefined {
  const next = run.groups[at + 1];
  if (!next || !/^[-/.]$/.test(run.gaps[at] ?? "")) return undefined;
  return YEAR.test(run.digits.slice(next.from, next.to)) ? next.end : undefined;
}

/** @returns how many digits of the date stand behind the number; with a month alone, where its year ends */
function behindCard(
  rest: string,
  amex: boolean,
  year: number | undefined,
): { date: number; year?: number } | undefined {
  if (MONTH.test(rest) && year !== undefined) return { date: rest.length, year };
  const date = (amex ? WITH_LONG_CODE : WITH_CODE).exec(rest)?.[1];
  return date === undefined ? undefined : { date: date.length };
}

const MONTH = /^(?:0[1-9]|1[0-2])$/;
const YEAR = /^(?:20)?[2-4]\d$/;
const WITH_CODE = /^((?:0[1-9]|1[0-2])(?:20)?[2-4]\d)(?:\d{3})?$/;
const WITH_LONG_CODE = /^((?:0[1-9]|1[0-2])(?:20)?[2-4]\d)(?:\d{4})?$/;
