import { MEANS } from "../language/lexis.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { Context } from "./context.ts";
import { reasonsFor } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";

/** A date at tokens `[first, end)`: a full one, or a month with a year. */
interface DateSpan {
  first: number;
  end: number;
  kind: "full" | "month-year";
}

/** Dates of birth and expiry dates: a date with a word or a question for it. Other dates are nobody's secret. */
export function dateProposals(reading: Reading, context: Context, proposals: Proposal[]): void {
  for (const date of dateSpans(reading, context)) {
    const reasons = reasonsFor(reading, context, date.first, date.end);
    const reason =
      reasons.find(({ type }) => type === (date.kind === "full" ? "DATE_OF_BIRTH" : "EXPIRY")) ??
      reasons.find(
        ({ type, source }) =>
          (type === "DATE_OF_BIRTH" && source === "asked") ||
          (type === "EXPIRY" && date.kind === "full"),
      );
    const start = reading.tokens[date.first]?.start ?? 0;
    const end = reading.tokens[date.end - 1]?.end ?? 0;
    if (!reason) {
      const onlyNumber = date.kind === "month-year" || date.end - date.first === 1;
      if (!onlyNumber)
        proposals.push({
          type: undefined,
          start,
          end,
          confidence: 0.78,
          evidence: [],
          rule: "date",
        });
      continue;
    }
    const { type, strength, evidence } = reason;
    proposals.push({
      type,
      start,
      end,
      confidence: Math.min(0.98, strength + 0.04),
      evidence: [evidence, "the form of a date"],
      rule: "date",
    });
  }
}

const YEAR = /^(?:19|20)?\d\d$/;
const LONG_YEAR = /^(?:19|20)\d\d$/;
const ORDINAL = new Set(["st", "nd", "rd", "th", "of", "the", "de", "del", "le", "den", "er"]);

/** All dates of a message, the longest reading first at each token. */
function dateSpans(reading: Reading, { asked }: Context): DateSpan[] {
  const spans: DateSpan[] = [];
  const { tokens } = reading;
  // In one group only a word or a question makes a date of it.
  const named = asked.length > 0 || reading.cueStartingAt.size > 0;
  const words = (reading.meanings & (MEANS.month | MEANS.ordinal)) !== 0;
  for (let at = 0; at < tokens.length;) {
    const digits = tokens[at]?.kind === "digits";
    const span =
      (digits ? (numeric(tokens, at) ?? (named ? compact(tokens, at) : undefined)) : undefined) ??
      (words ? worded(reading, at) : undefined);
    if (span) spans.push(span);
    at = span ? span.end : at + 1;
  }
  return spans;
}

/** 12/20/1980, 1976-04-02, 3.4.75, 05/30, 06/2026, 07 27. */
function numeric(tokens: readonly Token[], at: number): DateSpan | undefined {
  const first = tokens[at];
  const second = tokens[at + 1];
  if (first?.kind !== "digits" || first.raw.length > 4 || !second) return undefined;
  if (second.kind === "digits" ? second.start - first.end > 1 : !JOINTS.has(second.raw))
    return undefined;
  if (isGlued(tokens[at - 1], first) && tokens[at - 1]?.kind !== "mark") return undefined;
  const parts = [first.raw];
  let end = at + 1;
  while (parts.length < 3) {
    const gap = tokens[end];
    const spaced = gap?.kind === "digits" && gap.start - (tokens[end - 1]?.end ?? 0) <= 1;
    const next = spaced ? gap : JOINTS.has(gap?.raw ?? "") ? tokens[end + 1] : undefined;
    if (next?.kind !== "digits" || next.raw.length > 4) break;
    parts.push(next.raw);
    end += spaced ? 1 : 2;
  }
  const beyond = tokens[end];
  if (beyond?.kind === "digits" && beyond.start - (tokens[end - 1]?.end ?? 0) <= 1)
    return undefined;
  const [a = "", b = "", c = ""] = parts;
  if (parts.length === 3) {
    const dayFirst = isDay(a) && isDay(b) && (Number(a) <= 12 || Number(b) <= 12) && YEAR.test(c);
    const yearFirst = LONG_YEAR.test(a) && isMonth(b) && isDay(c);
    if (dayFirst || yearFirst) return { first: at, end, kind: "full" };
  }
  if (parts.length === 2 && isMonth(a) && YEAR.test(b))
    return { first: at, end, kind: "month-year" };
  if (parts.length === 2 && LONG_YEAR.test(a) && isMonth(b))
    return { first: at, end, kind: "month-year" };
  return undefined;
}

const JOINTS: ReadonlySet<string> = new Set(["-", "/", ".", ",", "_"]);

/** 07142006, 19800412, 0327: only a cue makes them dates. */
function compact(tokens: readonly Token[], at: number): DateSpan | undefined {
  const token = tokens[at];
  if (token?.kind !== "digits") return undefined;
  const { raw } = token;
  const full =
    (raw.length === 8 &&
      ((isDay(raw.slice(0, 2)) && isDay(raw.slice(2, 4)) && LONG_YEAR.test(raw.slice(4))) ||
        (LONG_YEAR.test(raw.slice(0, 4)) && isMonth(raw.slice(4, 6)) && isDay(raw.slice(6))))) ||
    (raw.length === 6 && isDay(raw.slice(0, 2)) && isDay(raw.slice(2, 4)));
  if (full) return { first: at, end: at + 1, kind: "full" };
  const monthYear =
    (raw.length === 4 || raw.length === 6) && isMonth(raw.slice(0, 2)) && YEAR.test(raw.slice(2));
  return monthYear ? { first: at, end: at + 1, kind: "month-year" } : undefined;
}

/** A month's name with days and years around it, in digits or words: "31st of the 10th 1990", "may twenty thirty". */
function worded({ tokens, lexis }: Reading, at: number): DateSpan | undefined {
  const head = tokens[at];
  if (!head || (!lexis.means(head, MEANS.month) && !isNumber(head, lexis))) return undefined;
  let end = at;
  let months = 0;
  let numbers = 0;
  let ordinals = 0;
  let last = at;
  while (end - at < MAX_DATE_TOKENS) {
    const token = tokens[end];
    if (!token) break;
    if (
      token.kind === "digits"
        ? token.raw.length <= 4
        : lexis.means(token, MEANS.digits) || ORDINALS.has(token.key)
    ) {
      numbers++;
      last = end + 1;
    } else if (
      lexis.means(token, MEANS.month) &&
      !(token.key === "may" && numbers === 0 && !isNumber(tokens[end + 1], lexis))
    ) {
      months++;
      last = end + 1;
    } else if (
      ORDINAL.has(token.key) ||
      token.raw === "," ||
      token.raw === "'" ||
      (token.raw === "." && mayAbbreviate(tokens[end - 1], lexis)) ||
      token.key === "nineteen" ||
      token.key === "hundred" ||
      token.key === "thousand" ||
      token.key === "and"
    ) {
      if (end === at) return undefined;
      if (token.key === "th" || token.key === "st" || token.key === "nd" || token.key === "rd") {
        ordinals++;
        last = end + 1;
      }
    } else break;
    end++;
  }
  const first = tokens[at];
  if (!first || numbers === 0 || last - at < 2) return undefined;
  if (months === 1) {
    const full =
      numbers >= 3 ||
      (numbers === 2 && (hasLongYear(tokens, at, last) || tokens[last - 2]?.raw === "'")) ||
      (numbers === 2 && !lexis.means(first, MEANS.month));
    return { first: at, end: last, kind: full ? "full" : "month-year" };
  }
  return months === 0 && ordinals >= 1 && numbers >= 3
    ? { first: at, end: last, kind: "full" }
    : undefined;
}

/** A day ("12. April") or a month ("Dez.") that a stop belongs to. */
function mayAbbreviate(token: Token | undefined, lexis: Reading["lexis"]): boolean {
  if (token?.kind === "digits") return true;
  const month = lexis.means(token, MEANS.month) && !SHORT_NAMES.has(token?.key ?? "");
  return month && (token?.key.length ?? 0) <= 5;
}

/** Months that are no longer in full. */
const SHORT_NAMES: ReadonlySet<string> = new Set(
  "may june july march april mai juni juli marz enero abril mayo junio julio mars avril juin aout maio junho julho marco".split(
    " ",
  ),
);

const MAX_DATE_TOKENS = 12;
const ORDINALS = new Set(
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split(
    " ",
  ),
);

function isNumber(token: Token | undefined, lexis: Reading["lexis"]): boolean {
  return (
    token !== undefined &&
    (token.kind === "digits" || lexis.means(token, MEANS.digits) || ORDINALS.has(token.key))
  );
}

function hasLongYear(tokens: readonly Token[], first: number, end: number): boolean {
  return tokens.slice(first, end).some((token) => LONG_YEAR.test(token.raw));
}

function isDay(text: string): boolean {
  return text.length <= 2 && Number(text) >= 1 && Number(text) <= 31;
}

function isMonth(text: string): boolean {
  return text.length <= 2 && Number(text) >= 1 && Number(text) <= 12;
}

function isGlued(left: Token | undefined, right: Token): boolean {
  return left !== undefined && left.end === right.start;
}
