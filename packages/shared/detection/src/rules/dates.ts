import type { FindingType } from "../finding.ts";
import * as MEANS from "../language/means.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import { isTouched } from "../text/touching.ts";
import { birthPart } from "./birth-part.ts";
import type { Asked, Context } from "./context.ts";
import { backing } from "./evidence.ts";
import { reasonsFor } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";
import type { DateSpan } from "./worded-date.ts";
import { LONG_YEAR, worded } from "./worded-date.ts";

const DATES: ReadonlySet<FindingType> = new Set(["DATE_OF_BIRTH", "EXPIRY"]);

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
    // "My PIN is 1596 or 0314", whatever was asked.
    const single = date.end - date.first === 1;
    if (single && reasons.some(({ type, source }) => source !== "asked" && !DATES.has(type)))
      continue;
    const start = reading.tokens[date.first]?.start ?? 0;
    const end = reading.tokens[date.end - 1]?.end ?? 0;
    const paper = reason?.type === "EXPIRY" && isOfPaper(reading, reason.cue);
    if (!reason || paper) {
      const onlyNumber = date.kind === "month-year" || date.end - date.first === 1;
      if (paper || !onlyNumber)
        proposals.push({
          type: undefined,
          start,
          end,
          confidence: paper ? 0.97 : 0.78,
          evidence: [],
          rule: "date",
        });
      continue;
    }
    const { type, strength, source } = reason;
    proposals.push({
      type,
      start,
      end,
      confidence: Math.min(0.98, strength + 0.04),
      evidence: backing(source, "date", "the form of a date").evidence,
      rule: "date",
    });
  }
}

/** "passport 533401122, it expires 12/2030": what was named last in front of the word for it is no card. */
function isOfPaper({ cueStartingAt }: Reading, expiry: CueHit | undefined): boolean {
  const least = Math.max(0, (expiry?.first ?? 0) - FAR);
  for (let at = (expiry?.first ?? 0) - 1; at >= least; at--) {
    const type = cueStartingAt.get(at)?.type;
    if (type && HAVE_EXPIRY.has(type)) return type === "PASSPORT" || type === "DRIVER_LICENSE";
  }
  return false;
}

/** Tokens of some sentences: further back nothing is spoken of. */
const FAR = 200;
const HAVE_EXPIRY: ReadonlySet<FindingType> = new Set([
  "CARD_NUMBER",
  "CARD_PARTIAL",
  "CVV",
  "PASSPORT",
  "DRIVER_LICENSE",
]);

const YEAR = /^(?:19|20)?\d\d$/;

/** All dates of a message, the longest reading first at each token. */
function dateSpans(reading: Reading, { asked }: Context): DateSpan[] {
  const spans: DateSpan[] = [];
  const { tokens } = reading;
  // In one group only a word or a question makes a date of it.
  const named = asked.length > 0 || reading.cueStartingAt.size > 0;
  const birth = asked.some(({ type }) => type === "DATE_OF_BIRTH");
  const words = birth || (reading.meanings & (MEANS.month | MEANS.ordinal)) !== 0;
  const said = named ? saidDates(reading, birth || reading.names("DATE_OF_BIRTH")) : undefined;
  for (let at = 0; at < tokens.length;) {
    const digits = tokens[at]?.kind === "digits";
    const span =
      (digits ? (numeric(tokens, at) ?? (named ? compact(tokens, at) : undefined)) : undefined) ??
      (words ? worded(reading, at) : undefined) ??
      said?.get(at);
    if (span) spans.push(span);
    at = span ? span.end : at + 1;
  }
  const part = spans.length === 0 && asked.some(isAwaited) ? birthPart(reading) : undefined;
  if (part) spans.push(part);
  return spans;
}

function isAwaited({ type, age, overtaken }: Asked): boolean {
  return type === "DATE_OF_BIRTH" && age === 0 && !overtaken;
}

/** 12/20/1980, 1976-04-02, 3.4.75, 05/30, 06/2026, 07 27. */
function numeric(tokens: readonly Token[], at: number): DateSpan | undefined {
  const first = tokens[at];
  if (first?.kind !== "digits" || first.raw.length > 4 || isTouched(tokens, at)) return undefined;
  let end = endOfPart(tokens, at + 1);
  if (end === undefined) return undefined;
  const a = first.raw;
  const b = tokens[end - 1]?.raw ?? "";
  let c = "";
  const third = endOfPart(tokens, end);
  if (third !== undefined) {
    end = third;
    c = tokens[end - 1]?.raw ?? "";
  }
  const beyond = tokens[end];
  if (beyond?.kind === "digits" && beyond.start - (tokens[end - 1]?.end ?? 0) <= 1)
    return undefined;
  if (third === undefined) {
    const monthYear = isMonth(a) ? YEAR.test(b) : isMonth(b) && LONG_YEAR.test(a);
    return monthYear ? { first: at, end, kind: "month-year" } : undefined;
  }
  const full = isDayOfMonth(a, b) ? YEAR.test(c) : LONG_YEAR.test(a) && isMonth(b) && isDay(c);
  return full ? { first: at, end, kind: "full" } : undefined;
}

/** The end of a day, a month or a year with what parts it from the one before. */
function endOfPart(tokens: readonly Token[], at: number): number | undefined {
  const gap = tokens[at];
  const apart = gap?.kind === "digits";
  if (!gap || (apart ? gap.start - (tokens[at - 1]?.end ?? 0) > 1 : !JOINTS.has(gap.raw)))
    return undefined;
  const end = apart ? at + 1 : at + 2;
  const part = tokens[end - 1];
  return part?.kind === "digits" && part.raw.length <= 4 ? end : undefined;
}

const JOINTS: ReadonlySet<string> = new Set("-/.,_");

/** 07142006, 19800412, 0327: only a cue makes them dates. */
function compact(tokens: readonly Token[], at: number): DateSpan | undefined {
  const raw = tokens[at]?.raw ?? "";
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

/** Numbers said one after the other, or digit by digit, by their first token: "eleven twenty six", "oh three oh seven nineteen eighty". */
function saidDates({ runs }: Reading, birth: boolean): Map<number, DateSpan> {
  const dates = new Map<number, DateSpan>();
  for (const { digits, groups } of runs) {
    if (groups.length < 2) continue;
    const head = groups[0];
    const tail = groups.at(-1);
    if (!head || !tail) continue;
    // Digit by digit: "0 9 2 7".
    const apart = groups.length === digits.length && groups.length > 3;
    if (!head.dressed && !apart) continue;
    const whole =
      birth &&
      isBirth(
        digits,
        groups.map(({ to }) => to),
      );
    const kind = whole ? "full" : saidKind(digits, head.to);
    if (kind) dates.set(head.firstToken, { first: head.firstToken, end: tail.endToken, kind });
  }
  return dates;
}

/** `head`: how many digits were said first, "four twenty eight" or "oh four two eight". */
function saidKind(digits: string, head: number): DateSpan["kind"] | undefined {
  if (digits.length > 8) return undefined;
  const full = digits.length === 8 && LONG_YEAR.test(digits.slice(4));
  if (full && isDay(digits.slice(0, 2)) && isDay(digits.slice(2, 4))) return "full";
  const month = digits.length % 2 === 1 && head === 1 ? 1 : 2;
  const year = digits.slice(month);
  if (!isMonth(digits.slice(0, month)) || !/^(?:20)?[2-4]\d$/.test(year)) return undefined;
  return "month-year";
}

/** A day, a month and a year, where each of them ends a group: "oh three, twenty one, eighty seven". */
function isBirth(digits: string, ends: readonly number[]): boolean {
  return [1, 2].some((first) =>
    [1, 2].some((second) => {
      const [a, b] = [digits.slice(0, first), digits.slice(first, first + second)];
      const parted = ends.includes(first) && ends.includes(first + second);
      return parted && isDayOfMonth(a, b) && YEAR.test(digits.slice(first + second));
    }),
  );
}

function isDayOfMonth(a: string, b: string): boolean {
  return isDay(a) && isDay(b) && (isMonth(a) || isMonth(b));
}

function isDay(text: string): boolean {
  return isUpTo(31, text);
}

function isMonth(text: string): boolean {
  return isUpTo(12, text);
}

function isUpTo(most: number, text: string): boolean {
  const number = text.length <= 2 ? Number(text) : 0;
  return number >= 1 && number <= most;
}
