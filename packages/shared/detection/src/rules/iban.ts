import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import { MEANS } from "../language/lexis.ts";
import type { Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";

/** IBANs in any case and grouping: a country, its length, a right check. */
export function ibanProposals(reading: Reading, proposals: Proposal[]): void {
  const { text, tokens } = reading;
  if (reading.meanings & (MEANS.digits | MEANS.lead)) saidIbans(reading, proposals);
  for (let at = 1; at < tokens.length; at++) {
    const head = tokens[at - 1];
    const next = tokens[at];
    if (head?.kind !== "word" || !next || next.start - head.end > MAX_GAP) continue;
    const letters = head.end - head.start;
    const named = letters === 6 && head.key.startsWith("iban");
    const begins =
      letters === 2 || named ? next.kind !== "word" : letters === 1 && next.end - next.start === 1;
    if (!begins || isAlphanumeric(text.charCodeAt(head.start - 1))) continue;
    const start = named ? head.end - 2 : head.start;
    const found = readIban(text, start);
    if (found?.right) proposals.push(proposal(start, found.end));
  }
}

function proposal(start: number, end: number): Proposal {
  const evidence = ["a country and its IBAN length", "check digits are right"];
  return { type: "IBAN", start, end, confidence: 0.99, evidence, rule: "iban" };
}

/** IBANs of which digits are said: "D E eight nine, thirty seven oh four ...". */
function saidIbans(reading: Reading, proposals: Proposal[]): void {
  const { tokens, runs } = reading;
  let digits = 0;
  for (const run of runs) digits += run.digits.length;
  if (digits < FEWEST) return;
  let groups: Groups | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== "word" || token.raw.length > 2) continue;
    const two = token.raw.length === 1;
    if (two && tokens[at + 1]?.raw.length !== 1) continue;
    if (tokens[at + (two ? 2 : 1)]?.kind === "mark") continue;
    const country = (two ? token.key + (tokens[at + 1]?.key ?? "") : token.key).toUpperCase();
    const length = IBAN_LENGTHS.get(country);
    if (length === undefined) continue;
    // "is", "be", "at" are countries in capitals only.
    if (!two && token.raw === token.key && reading.lexis.means(token, MEANS.connector)) continue;
    const end = saidEnd(reading, (groups ??= groupsOf(reading)), at + (two ? 2 : 1), country, length);
    if (end !== undefined) proposals.push(proposal(token.start, tokens[end - 1]?.end ?? 0));
  }
}

interface Group {
  digits: string;
  end: number;
}

/** Groups of digits by their first token. */
type Groups = readonly (Group | undefined)[];

function groupsOf({ runs, size }: Reading): Groups {
  const groups = new Array<Group | undefined>(size);
  for (const run of runs)
    for (const { firstToken, endToken, from, to } of run.groups)
      groups[firstToken] = { digits: run.digits.slice(from, to), end: endToken };
  return groups;
}

/** The token behind the IBAN of which the country was said before token `first`, when its check digits are right. */
function saidEnd(
  { tokens, lexis }: Reading,
  groups: Groups,
  first: number,
  country: string,
  length: number,
): number | undefined {
  if (!groups[first]) return undefined;
  let compact = country;
  let next = first;
  for (let skipped = 0; compact.length < length && skipped < MAX_SKIPPED;) {
    const group = groups[next];
    const token = tokens[next];
    if (!token) break;
    const between = token.kind === "mark" || lexis.means(token, MEANS.filler | MEANS.lead);
    if (!group && !between && token.raw.length > MAX_BANK) break;
    compact += group?.digits ?? (between ? "" : token.key.toUpperCase());
    if (compact.length > 3 && !CHECKED.test(compact)) return undefined;
    skipped = group ? 0 : skipped + 1;
    next = group?.end ?? next + 1;
  }
  const right = compact.length === length && hasForm(compact) && passesMod97(compact);
  return right ? next : undefined;
}

/** The shortest IBAN that has letters of a bank has so many digits. */
const FEWEST = 10;
/** Marks, words between and letters of a bank in a row. */
const MAX_SKIPPED = 5;
const MAX_BANK = 4;

/** Reads as many letters and digits from `start` as the country's IBAN has, over blanks and dashes. */
export function readIban(text: string, start: number): { end: number; right: boolean } | undefined {
  let country = "";
  let length = 2;
  let count = 0;
  let digits = 0;
  let at = start;
  let gap = 0;
  for (; at < text.length && count < length; at++) {
    const code = text.charCodeAt(at);
    if (!isAlphanumeric(code)) {
      if (!GAPS.includes(text[at] ?? "") || ++gap > MAX_GAP) return undefined;
      continue;
    }
    gap = 0;
    if (++count < 3) {
      country += text[at];
      if (count === 2) length = IBAN_LENGTHS.get(country.toUpperCase()) ?? 0;
    } else if (code < 58) digits++;
    // The check digits; most of what begins as a country does is none by them.
    else if (count < 5 && !LOOKS.includes(text[at] ?? "")) return undefined;
  }
  if (length === 0 || count < length || isAlphanumeric(text.charCodeAt(at))) return undefined;
  const written = text.slice(start, at);
  if (!isEnough(digits, length) || WORD.test(written)) return { end: at, right: false };
  const iban = written.replace(NEITHER, "").toUpperCase();
  const right = hasForm(iban) && (passesMod97(iban) || passesMod97(withZeros(iban)));
  return { end: at, right };
}

/** O and I for 0 and 1 behind the bank's letters. */
function withZeros(iban: string): string {
  return iban.slice(0, 2) + iban.slice(2).replaceAll("O", "0").replace(/[IL]/g, "1");
}

/** No words that happen to fill the length, with few digits. WORD: one that stands alone and is longer than a bank's code. */
function hasForm(iban: string): boolean {
  return CHECKED.test(iban) && isEnough(iban.replace(LETTERS, "").length, iban.length);
}

function isEnough(digits: number, length: number): boolean {
  return digits * 5 >= length * 2;
}

const CHECKED = /^[A-Z]{2}[\dOIL]{2}/;
const WORD = /[^A-Za-z0-9][A-Za-z]{5,}(?![A-Za-z0-9])/;
const LETTERS = /[A-Z]/g;
const NEITHER = /[^A-Za-z0-9]/g;
/** For 0 and 1. */
const LOOKS = "OILoil";
const MAX_GAP = 3;
const GAPS = " \t\r\n-./_:,|;*~+";

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
}
