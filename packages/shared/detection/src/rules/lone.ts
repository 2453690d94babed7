import { STATES } from "../address/street-words.ts";
import * as MEANS from "../language/means.ts";
import type { FindingType } from "../finding.ts";
import { bitsOf, tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import type { Context } from "./context.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Answers whose question is not to be seen: a message that is nothing but a name, a number, a code or a town with a
 * number. The least sure of all rules, so only the export profile has it.
 */
export function loneProposals(reading: Reading, context: Context): Proposal[] {
  const { tokens, lexis } = reading;
  if (tokens.length > MAX_TOKENS || tokens.length === 0) return [];
  let plain = 0;
  for (const token of tokens) {
    if (token.kind === "mark" && !/^[,.-]$/.test(token.raw)) return [];
    if (
      tokenBits(token) & WORD.frequent &&
      !lexis.means(token, MEANS.connector) &&
      token.key.length > 1
    )
      plain++;
  }
  if (plain > 1) return [];
  const proposals: Proposal[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (isZip(tokens, at)) {
      proposals.push(made(reading, "POSTCODE", at + 1, at + 2, 0.57, "five digits behind a state"));
      at++;
      continue;
    }
    const row = codeAt(reading, at);
    const code = isFraction(tokens, row + 1) ? at : row;
    if (code > at + 1 && plain === 0 && isCode(tokens.slice(at, code))) {
      const digits = tokens
        .slice(at, code)
        .reduce((sum, token) => sum + (token.kind === "digits" ? token.raw.length : 0), 0);
      proposals.push(
        made(
          reading,
          digits > 7 ? "ACCOUNT_ID" : "ORDER_ID",
          at,
          code,
          0.56,
          "a code and little else",
        ),
      );
      at = code - 1;
      continue;
    }
    const number = tokens[at];
    if (
      number?.kind !== "digits" ||
      isFraction(tokens, at) ||
      (/[.,/]/.test(tokens[at + 1]?.raw ?? "") && tokens[at + 1]?.end === tokens[at + 2]?.start)
    )
      continue;
    const type = bare(reading, context, at, plain);
    if (type) proposals.push(made(reading, type, at, at + 1, 0.57, "a number and little else"));
  }
  return proposals;
}

/** Behind the point of a decimal number. */
function isFraction(tokens: Reading["tokens"], at: number): boolean {
  const [whole, point, number] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  return whole?.kind === "digits" && point?.raw === "." && point.end === number?.start;
}

function isZip(tokens: Reading["tokens"], at: number): boolean {
  const zip = tokens[at + 1];
  return zip?.kind === "digits" && zip.raw.length === 5 && STATES.has(tokens[at]?.key ?? "");
}

const MAX_TOKENS = 9;

function made(
  { tokens }: Reading,
  type: FindingType,
  first: number,
  end: number,
  confidence: number,
  why: string,
): Proposal {
  return {
    type,
    start: tokens[first]?.start ?? 0,
    end: tokens[end - 1]?.end ?? 0,
    confidence,
    evidence: [why],
    rule: "lone",
  };
}

/** Long enough, and neither a model ("a 6", "rav 4") nor a number that a spreadsheet shortened ("321 e 18"). */
function isCode(tokens: Reading["tokens"]): boolean {
  const digits = tokens.filter(
    (token) => token.kind === "digits" && !/^(?:19|20)\d\d$/.test(token.raw),
  );
  const letters = tokens
    .filter((token) => token.kind === "word")
    .map((token) => token.key)
    .join("");
  const length = digits.reduce((sum, token) => sum + token.raw.length, 0);
  return length >= 2 && length + letters.length >= 5 && !(letters === "e" && tokens.length === 3);
}

/** The end of a row of short letters and digits that no word is in: `drj 853`, `g 5 bq 97`. */
function codeAt({ tokens }: Reading, at: number): number {
  let letters = 0;
  let digits = 0;
  let end = at;
  for (; end < tokens.length; end++) {
    const token = tokens[end];
    if (token?.kind === "digits") digits++;
    else if (
      token?.kind === "word" &&
      token.key.length <= 4 &&
      isStrange(token.key, tokens[end + 1]?.kind === "digits" || digits > 0)
    )
      letters++;
    else break;
  }
  return letters > 0 && digits > 0 && letters <= digits + 1 ? end : at;
}

function isStrange(word: string, beside: boolean): boolean {
  if (word.length === 1) return beside && word !== "i";
  const bits = bitsOf(word);
  return (
    beside &&
    (bits & (WORD.common | WORD.place | WORD.town)) === 0 &&
    !(bits & (WORD.first | WORD.last) && word.length > 3) &&
    !(bits & WORD.first && word.length === 3)
  );
}

function bare(
  reading: Reading,
  context: Context,
  at: number,
  plain: number,
): FindingType | undefined {
  const { tokens, lexis } = reading;
  const raw = tokens[at]?.raw ?? "";
  const behind = tokens[at + 1];
  if (
    behind?.kind === "word" &&
    (lexis.means(behind, MEANS.unit) || lexis.means(behind, MEANS.month))
  )
    return undefined;
  const before =
    tokens[at - 1]?.key === "and" || tokens[at - 1]?.raw === "," ? tokens[at - 2] : tokens[at - 1];
  if (
    before?.kind === "word" &&
    (raw.length === 5 || raw.length === 6) &&
    tokenBits(before) & (WORD.place | WORD.town)
  )
    return "POSTCODE";
  const named = before?.kind === "word" && (tokenBits(before) & WORD.first) !== 0;
  if (raw.length === 10 && /^[2-9]/.test(raw)) return "PHONE";
  if (plain === 0 && raw.length === 6 && context.isTopic("PASSWORD")) return "PASSWORD";
  if (!context.oneSided || plain > 0) return undefined;
  if (raw.length === 11 && /^[01]/.test(raw)) return "PHONE";
  // A name and six digits, or four: who gives both tells a code, or an account.
  if (named && raw.length === 6) return "PASSWORD";
  if (raw.length !== 4 || /^(?:19|20)\d\d$/.test(raw) || raw.endsWith("00")) return undefined;
  return named || context.given.has("SSN_PARTIAL") ? "ACCOUNT_ID" : "SSN_PARTIAL";
}
