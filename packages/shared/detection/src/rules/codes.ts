import type { FindingType } from "../finding.ts";
import { bitsOf } from "../finding.ts";
import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import * as SHAPE from "../text/shape.ts";
import { isDigit } from "../text/units.ts";
import type { Context } from "./context.ts";
import { isSpokenOf } from "./context.ts";
import { backing } from "./evidence.ts";
import type { Reason } from "./find-cue.ts";
import { reasonsFor } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";

/** Codes of letters and digits: booking codes, policy numbers, passports, plates, usernames, when something names them. */
export function codeProposals(reading: Reading, context: Context, proposals: Proposal[]): void {
  const { tokens } = reading;
  const parcel = reading.shape & SHAPE.glued && reading.longestRow >= PARCEL_LENGTH;
  if (!parcel && !isSpokenOf(reading, context, CODE_BITS)) return;
  for (let at = 0; at < tokens.length;) {
    const end = codeEnd(reading, at);
    if (end === undefined) {
      at++;
      continue;
    }
    const found = judge(reading, context, at, end);
    if (found) proposals.push(found);
    at = end;
  }
}

const MAX_PIECES = 16;
const JOINTS = new Set("-_/.");
const ZERO = 48;
const LOW_LINE = 95;

/** The end of a code that begins at `at`: pieces that touch, or that joints without blanks hold together. */
function codeEnd({ tokens }: Reading, at: number): number | undefined {
  const first = tokens[at];
  if (!first || first.kind === "mark" || touches(tokens[at - 1], first)) return undefined;
  let end = at + 1;
  let digits = first.kind === "digits";
  let letters = first.kind === "word";
  while (end - at < MAX_PIECES) {
    const next = tokens[end];
    const beyond = tokens[end + 1];
    if (!next || !glued(tokens[end - 1], next)) break;
    const stop =
      next.raw === "." &&
      tokens[end - 1]?.kind === "word" &&
      (tokens[end - 1]?.raw.length ?? 0) > 3;
    const joint =
      next.kind === "mark" &&
      JOINTS.has(next.raw) &&
      !stop &&
      beyond &&
      beyond.kind !== "mark" &&
      glued(next, beyond);
    if (next.kind === "mark" && !joint) break;
    const piece = joint ? beyond : next;
    digits ||= piece.kind === "digits";
    letters ||= piece.kind === "word";
    end += joint ? 2 : 1;
  }
  return (digits && letters) || isCapitals(tokens, at, end) ? end : undefined;
}

/** `PTZUPNNS` among words in small letters is a code, if something names it. */
function isCapitals(tokens: readonly Token[], at: number, end: number): boolean {
  const { raw = "", key } = tokens[at] ?? {};
  if (end - at !== 1 || raw === key || raw.length < 5 || raw.length > 10) return false;
  if (!/^[A-Z]+$/.test(raw)) return false;
  return tokens.some((token) => token.kind === "word" && /^[a-z]{2,}$/.test(token.raw));
}

function glued(left: Token | undefined, right: Token): boolean {
  return left !== undefined && left.end === right.start;
}

function touches(left: Token | undefined, right: Token): boolean {
  return glued(left, right) && left !== undefined && (left.kind !== "mark" || JOINTS.has(left.raw));
}

const PARCEL = /^1z[0-9a-z]{16}$/i;
const PARCEL_LENGTH = 18;
const ORDINAL =
  /^\d+(?:[.:]\d+)?(?:st|nd|rd|th|s|am|pm|k|gb|mb|kg|cm|mm|ml|hrs|min|mins|px|x|g|m|d|p|h|lb|lbs|oz|ft|in|e|er|yo|yr|yrs)$/i;
/** `5th-18th`. */
const DAYS = /^\d\d?(?:st|nd|rd|th)\W/i;
/** `May12th`, `8-Feb-2024`, where the letters are a month. */
const DAY = /^(?:[a-z]+\d\d?(?:st|nd|rd|th)?$|\d\d?[-/])/i;
/** A digit that slipped behind a word: `yes1`. */
const SLIP = /^[A-Za-z][a-z]{2,}\d$/;
const MEASURE = /^(?:[$€£]?\d+(?:[.,]\d+)*[a-z]{1,3}|[a-z]{2,4}[.,]\d+)$/i;

function judge(
  reading: Reading,
  context: Context,
  first: number,
  end: number,
): Proposal | undefined {
  const { tokens, text } = reading;
  const start = tokens[first]?.start ?? 0;
  const stop = tokens[end - 1]?.end ?? 0;
  const length = stop - start;
  if (length < 4 || length > 40 || text[stop] === "@") return undefined;
  const reasons = reasonsFor(reading, context, first, end);
  const written = text.slice(start, stop);
  const parcel = length === PARCEL_LENGTH && PARCEL.test(written);
  if (reasons.length === 0 && !parcel) return undefined;
  if (tokens[first]?.kind === "digits" && (ORDINAL.test(written) || DAYS.test(written)))
    return undefined;
  const month = tokens[first]?.kind === "word" ? first : first + 2;
  if (reading.lexis.means(tokens[month], MEANS.month) && DAY.test(written)) return undefined;
  if (parcel)
    return {
      type: "ORDER_ID",
      start,
      end: stop,
      confidence: 0.9,
      evidence: ["the form of a parcel number"],
      rule: "code-parcel",
    };
  const size = sizeOf(written);
  const onlyLetters = size.digits === 0;
  for (const reason of reasons) {
    const type = codeType(reason, written, size);
    if (reason.source === "asked" && SLIP.test(written)) continue;
    if (onlyLetters && (type !== "ORDER_ID" || reason.source !== "before" || reason.strength < 0.9))
      continue;
    if (!type) continue;
    const { evidence, rule } = backing(reason.source, "code", "letters and digits");
    return {
      type,
      start,
      end: stop,
      confidence: Math.min(0.96, reason.strength),
      evidence,
      rule,
    };
  }
  return undefined;
}

/** How many letters and digits, and of them digits. */
interface Size {
  length: number;
  digits: number;
}

function sizeOf(written: string): Size {
  let length = 0;
  let digits = 0;
  for (let at = 0; at < written.length; at++) {
    const code = written.charCodeAt(at);
    if (isDigit(code)) digits++;
    // Joints, and an apostrophe in a word, stand in front of the digits; the low line among the letters.
    if (code >= ZERO && code !== LOW_LINE) length++;
  }
  return { length, digits };
}

const OF_CODES: ReadonlySet<FindingType> = new Set([
  "ORDER_ID",
  "ACCOUNT_ID",
  "IBAN",
  "PASSPORT",
  "DRIVER_LICENSE",
  "LICENSE_PLATE",
  "SSN",
  "USERNAME",
  "PASSWORD",
  "POSTCODE",
]);
/** Their {@link TYPE_BITS}. */
export const CODE_BITS = bitsOf(OF_CODES);

/** The type that a code takes for a reason. */
function codeType(
  reason: Reason,
  written: string,
  { length, digits }: Size,
): FindingType | undefined {
  if (!OF_CODES.has(reason.type)) return undefined;
  const near = reason.strength > 0.8;
  switch (reason.type) {
    case "ORDER_ID":
    case "ACCOUNT_ID":
      return length >= 4 && length <= 30 && (near || (length >= 6 && !MEASURE.test(written)))
        ? reason.type
        : undefined;
    case "IBAN":
      return reason.source === "asked" && length >= 5 ? "IBAN" : undefined;
    case "PASSPORT":
      return length >= 6 && length <= 10 && digits >= 3 ? "PASSPORT" : undefined;
    case "DRIVER_LICENSE":
      return length >= 5 && length <= 18 && digits >= 3 ? "DRIVER_LICENSE" : undefined;
    case "LICENSE_PLATE":
      return length >= 4 && length <= 9 ? "LICENSE_PLATE" : undefined;
    case "SSN":
      return length >= 8 && length <= 16 && digits >= 6 ? "SSN" : undefined;
    case "USERNAME":
    case "PASSWORD":
      return near ? reason.type : undefined;
    case "POSTCODE":
      return length <= 8 && near ? "POSTCODE" : undefined;
    default:
      return undefined;
  }
}
