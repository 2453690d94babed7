import { IBAN_LENGTHS, ibanLength, passesMod97 } from "../iban/iban-lengths.ts";
import { MEANS } from "../language/lexis.ts";
import type { Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";
import { byToken } from "../text/by-token.ts";

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
    const end = saidEnd(
      reading,
      (groups ??= groupsOf(reading)),
      at + (two ? 2 : 1),
      country,
      length,
    );
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
  const groups = byToken<Group>(size);
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
  const head = groups[first];
  if (!head) return undefined;
  let units = country.length;
  let digits = 0;
  let next = first;
  for (let skipped = 0; units < length && skipped < MAX_SKIPPED;) {
    const group = groups[next];
    const token = tokens[next];
    if (!token) return undefined;
    if (group) {
      digits += group.digits.length;
      units += group.digits.length;
      skipped = 0;
      next = group.end;
      continue;
    }
    if (token.kind !== "mark" && !lexis.means(token, MEANS.filler | MEANS.lead)) {
      if (token.raw.length > MAX_BANK) return undefined;
      units += token.key.length;
    }
    skipped++;
    next++;
  }
  if (units !== length || !isEnough(digits, length)) return undefined;
  let compact = country;
  for (let at = first; at < next;) {
    const group = groups[at];
    const between = lexis.means(tokens[at], MEANS.filler | MEANS.lead);
    if (group) compact += group.digits;
    else if (tokens[at]?.kind !== "mark" && !between) compact += tokens[at]?.key.toUpperCase();
    at = group?.end ?? at + 1;
  }
  return hasForm(compact) && passesMod97(compact) ? next : undefined;
}

/** The shortest IBAN that has letters of a bank has so many digits. */
const FEWEST = 10;
/** Marks, words between and letters of a bank in a row. */
const MAX_SKIPPED = 5;
const MAX_BANK = 4;

/** Reads as many letters and digits from `start` as the country's IBAN has, over blanks and dashes. Nothing is cut out of the text: what looks so is everywhere. */
export function readIban(text: string, start: number): { end: number; right: boolean } | undefined {
  let length = 2;
  let count = 0;
  let digits = 0;
  let behindCountry = start;
  let behindCheck = start;
  let at = start;
  let gap = 0;
  for (; at < text.length && count < length; at++) {
    const code = text.charCodeAt(at);
    if (!isAlphanumeric(code)) {
      if (GAPS[code] !== 1 || ++gap > MAX_GAP) return undefined;
      continue;
    }
    gap = 0;
    if (code < 58) digits++;
    else if (count === 2 || count === 3) {
      // Most of what begins as a country does has no check digits.
      if (digitLike(code) < 0) return undefined;
    }
    count++;
    if (count === 2) {
      length = code < 58 ? 0 : ibanLength(text.charCodeAt(start), code);
      behindCountry = at + 1;
    } else if (count === 4) behindCheck = at + 1;
  }
  if (length === 0 || count < length || isAlphanumeric(text.charCodeAt(at))) return undefined;
  const rest = (dressed: boolean) => {
    const bank = rest97(text, behindCheck, at, 0, dressed);
    return rest97(
      text,
      behindCountry,
      behindCheck,
      rest97(text, start, behindCountry, bank, false),
      dressed,
    );
  };
  const right =
    isEnough(digits, length) &&
    (rest(false) === 1 || rest(true) === 1) &&
    !WORD.test(text.slice(start, at));
  return { end: at, right };
}

/** What the letters and digits at `[start, end)` add to a remainder of 97 (ISO 7064). `dressed`: O, I and L are 0 and 1. */
function rest97(
  text: string,
  start: number,
  end: number,
  before: number,
  dressed: boolean,
): number {
  let rest = before;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isAlphanumeric(code)) continue;
    const digit = dressed || code < 58 ? digitLike(code) : -1;
    rest = digit < 0 ? (rest * 100 + (code | 32) - 87) % 97 : (rest * 10 + digit) % 97;
  }
  return rest;
}

/** The digit that a letter or digit stands for behind the country; -1: none. */
function digitLike(code: number): number {
  if (code < 58) return code - 48;
  const letter = code | 32;
  return letter === 111 ? 0 : letter === 105 || letter === 108 ? 1 : -1;
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
const MAX_GAP = 3;
/** By code unit: 1 for what may stand between two groups. */
const GAPS = new Uint8Array(128);
for (const gap of " \t\r\n-./_:,|;*~+") GAPS[gap.charCodeAt(0)] = 1;

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
}
