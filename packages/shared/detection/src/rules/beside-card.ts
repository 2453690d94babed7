import type { FindingType } from "../finding.ts";
import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { Context } from "./context.ts";
import type { Proposal } from "./proposal.ts";

/** Digits that stand together, by tokens `[first, end)`. */
interface Group {
  digits: string;
  first: number;
  end: number;
}

/**
 * The expiry date and the security code that are told with a card number and named by nothing: `4111 1111 1111 1111 09/27 123`, or one message
 * each behind it.
 */
export function besideCardProposals(
  reading: Reading,
  context: Context,
  proposals: Proposal[],
): void {
  const card = proposals.findLast(
    ({ rule }) => rule === "card-number" || rule === "card-disguised",
  );
  const told = card === undefined && context.given.has("CARD_NUMBER");
  if (card === undefined && (!told || context.given.has("CVV") || reading.size > MAX_ALONE)) return;
  const groups = groupsFrom(reading, card?.end ?? 0);
  const [head] = groups;
  if (!head || (told && strangersIn(reading, 0, head.first) > 0)) return;
  const found = (type: FindingType, first: number, end: number) =>
    proposals.push({
      type,
      start: reading.tokens[first]?.start ?? 0,
      end: reading.tokens[end - 1]?.end ?? 0,
      confidence: told ? 0.7 : 0.92,
      evidence: [told ? "a card number was told before it" : "told with a card number"],
      rule: "beside-card",
    });
  const from = tokenAt(reading, card?.end ?? 0);
  const date = dateAt(reading, groups);
  if (date) {
    if (strangersIn(reading, from, date.first) > MAX_STRANGERS) return;
    found("EXPIRY", date.first, date.end);
  }
  const behind = groups.filter(({ first }) => first >= (date?.end ?? from));
  const code = codeAt(behind, card !== undefined && isAmex(reading, card) ? 4 : 3);
  if (!code || strangersIn(reading, date?.end ?? from, code.first) > MAX_STRANGERS) return;
  const word = reading.tokens[code.first - 1]?.key ?? "";
  const known = date !== undefined || CODES.has(word) || (told && context.given.has("EXPIRY"));
  if (known && !isCounted(reading, code.end)) found("CVV", code.first, code.end);
}

const MAX_ALONE = 8;
const MAX_STRANGERS = 2;
const CODES = new Set(["code", "cv", "security", "sec", "back", "csc", "secure"]);

function groupsFrom({ runs, tokens }: Reading, from: number): Group[] {
  return runs.flatMap(({ digits, groups }) =>
    groups
      .filter(({ firstToken }) => (tokens[firstToken]?.start ?? 0) >= from)
      .map((one) => ({
        digits: digits.slice(one.from, one.to),
        first: one.firstToken,
        end: one.endToken,
      })),
  );
}

function tokenAt({ tokens }: Reading, offset: number): number {
  const at = tokens.findIndex(({ start }) => start >= offset);
  return at < 0 ? tokens.length : at;
}

/** `09/27`, `09 2027`, `0927`, `09|2027`. */
function dateAt({ tokens }: Reading, [one, other]: readonly Group[]): Group | undefined {
  if (!one) return undefined;
  if (WHOLE.test(one.digits)) return one;
  const near = other !== undefined && other.first - one.end <= 1;
  const joint = tokens[one.end]?.raw ?? "";
  const joined = near && (other.first === one.end || /^[-/.|,]$/.test(joint));
  if (!joined || !MONTH.test(one.digits) || !YEAR.test(other.digits)) return undefined;
  return { digits: one.digits + other.digits, first: one.first, end: other.end };
}

const MONTH = /^(?:0?[1-9]|1[0-2])$/;
const YEAR = /^(?:20)?[2-4]\d$/;
const WHOLE = /^(?:0[1-9]|1[0-2])(?:20)?[2-4]\d$/;

/** The first digits behind, when they are as many as a code has, in one group or one by one. */
function codeAt([one, ...others]: readonly Group[], length: number): Group | undefined {
  if (!one) return undefined;
  let { digits, end } = one;
  for (const { digits: more, first, end: last } of others) {
    if (digits.length >= length || first !== end || more.length > 1) break;
    digits += more;
    end = last;
  }
  return digits.length === length ? { digits, first: one.first, end } : undefined;
}

function isAmex({ text }: Reading, { start, end }: Proposal): boolean {
  return text.slice(start, end).replace(/\D/g, "").startsWith("3");
}

function strangersIn({ tokens, lexis, cueStartingAt }: Reading, from: number, to: number): number {
  let strangers = 0;
  for (let at = from; at < to; at++) {
    if (tokens[at]?.kind !== "word" || lexis.means(tokens[at], MEANS.connector)) continue;
    if (cueStartingAt.has(at) || CODES.has(tokens[at]?.key ?? "")) continue;
    strangers++;
  }
  return strangers;
}

/** "300 euros", "123.50", "123%". */
function isCounted({ tokens, lexis }: Reading, at: number): boolean {
  const next = tokens[at];
  if (lexis.means(next, MEANS.unit) || /^[%€£$]$/.test(next?.raw ?? "")) return true;
  return next?.start === tokens[at - 1]?.end && tokens[at + 1]?.kind === "digits";
}
