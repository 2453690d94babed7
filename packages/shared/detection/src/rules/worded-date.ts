import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";

/** A date at tokens `[first, end)`: a full one, a month with a year, or a part of one that was asked for. */
export interface DateSpan {
  first: number;
  end: number;
  kind: "full" | "month-year" | "part";
}

export const LONG_YEAR = /^(?:19|20)\d\d$/;

/** A month's name with days and years around it, in digits or words: "31st of the 10th 1990", "may twenty thirty". */
export function worded({ tokens, lexis }: Reading, at: number): DateSpan | undefined {
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
    if (token.kind === "digits" ? token.raw.length <= 4 : isNumber(token, lexis)) {
      numbers++;
      if (isOrdinal(token, lexis)) ordinals++;
      last = end + 1;
      // "4 May 2012 and 19 October 2015": a day, a month and a year are a date.
      if (months === 1 && numbers === 2 && LONG_YEAR.test(token.raw)) break;
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
      isJoint(tokens, end) ||
      BETWEEN.has(token.key)
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

/** What holds two parts together: "4-Jul-1982", "jul/04/82", "twenty-seven". */
function isJoint(tokens: readonly Token[], at: number): boolean {
  const joint = tokens[at];
  const touches = joint?.start === tokens[at - 1]?.end && joint?.end === tokens[at + 1]?.start;
  return touches && /[-/]/.test(joint?.raw ?? "");
}

/** Months that are no longer in full. */
const SHORT_NAMES: ReadonlySet<string> = new Set(
  "may june july march april mai juni juli marz enero abril mayo junio julio mars avril juin aout maio junho julho marco".split(
    " ",
  ),
);

const ORDINAL = new Set(["st", "nd", "rd", "th", "of", "the", "de", "del", "le", "den", "er"]);
/** Words between those of a year: "nineteen hundred and five", "mil novecentos e oitenta", "mille neuf cent soixante". */
const BETWEEN = new Set(
  "nineteen hundred thousand and mil mille cent cents novecientos novecentos y e et".split(" "),
);
const MAX_DATE_TOKENS = 12;
const ORDINALS = new Set(
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth erste ersten dritte dritten siebte siebten achte achten".split(
    " ",
  ),
);

function isNumber(token: Token | undefined, lexis: Reading["lexis"]): boolean {
  return (
    token !== undefined &&
    (token.kind === "digits" ||
      lexis.means(token, MEANS.digits) ||
      GERMAN_YEAR.test(token.key) ||
      isOrdinal(token, lexis))
  );
}

const GERMAN_YEAR = /^(?:neunzehnhundert|zweitausend)/;

/** "fourteenth", "vierzehnten". */
export function isOrdinal({ key }: Token, lexis: Reading["lexis"]): boolean {
  if (ORDINALS.has(key)) return true;
  const stem = GERMAN_ORDINAL.exec(key)?.[1];
  return stem !== undefined && lexis.digitsOf({ id: lexis.vocabulary.idOf(stem) }) !== undefined;
}

const GERMAN_ORDINAL = /^(\p{L}{3,18}?)s?te[nr]?$/u;

function hasLongYear(tokens: readonly Token[], first: number, end: number): boolean {
  return tokens.slice(first, end).some((token) => LONG_YEAR.test(token.raw));
}
