import { append97, ibanLength, isEnough, isRight, undressed } from "../iban/iban-lengths.ts";
import * as MEANS from "../language/means.ts";
import { byToken } from "../text/by-token.ts";
import type { Reading } from "../text/reading.ts";
import { isLetter } from "../text/units.ts";

/** IBANs of which digits are said: "D E eight nine, thirty seven oh four ...". */
export function saidIbans(reading: Reading): { start: number; end: number }[] {
  const { tokens, runs, lexis } = reading;
  let digits = 0;
  for (const run of runs) digits += run.digits.length;
  if (digits < FEWEST) return NONE;
  const found: { start: number; end: number }[] = [];
  let groups: Groups | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== "word" || token.raw.length > 2) continue;
    const two = token.raw.length === 1;
    const other = two ? tokens[at + 1] : token;
    if (other?.kind !== "word" || (two && other.raw.length !== 1)) continue;
    const first = at + (two ? 2 : 1);
    if (tokens[first]?.kind === "mark") continue;
    const head = token.raw.charCodeAt(0);
    const tail = other.raw.charCodeAt(two ? 0 : 1);
    if (!isLetter(head) || !isLetter(tail) || ibanLength(head, tail) === 0) continue;
    // "is", "be", "at" are countries in capitals only.
    if (!two && token.raw === token.key && lexis.means(token, MEANS.connector)) continue;
    const end = saidEnd(reading, (groups ??= groupsOf(reading)), first, head, tail);
    if (end !== undefined) found.push({ start: token.start, end: tokens[end - 1]?.end ?? 0 });
  }
  return found;
}

const NONE: { start: number; end: number }[] = [];
/** The shortest IBAN that has letters of a bank has so many digits. */
const FEWEST = 10;

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

/** The token behind the IBAN of which the country, `head` and `tail`, was said before token `first`, when its check digits are right. */
function saidEnd(
  reading: Reading,
  groups: Groups,
  first: number,
  head: number,
  tail: number,
): number | undefined {
  if (!groups[first]) return undefined;
  const length = ibanLength(head, tail);
  let units = 2;
  let digits = 0;
  let next = first;
  for (let skipped = 0; units < length && skipped < MAX_SKIPPED;) {
    const group = groups[next];
    const token = reading.tokens[next];
    if (!token) return undefined;
    if (group) {
      digits += group.digits.length;
      units += group.digits.length;
      skipped = 0;
      next = group.end;
      continue;
    }
    const letters = lettersAt(reading, next);
    if (letters !== "" && token.raw.length > MAX_BANK) return undefined;
    units += letters.length;
    skipped++;
    next++;
  }
  if (units !== length || !isEnough(digits, length)) return undefined;
  return isIban(reading, groups, first, next, head, tail) ? next : undefined;
}

/** Marks, words between and letters of a bank in a row. */
const MAX_SKIPPED = 5;
const MAX_BANK = 4;

/** A bank's letters; "" for a mark or a word that leads on. */
function lettersAt({ tokens, lexis }: Reading, at: number): string {
  const token = tokens[at];
  if (!token || token.kind === "mark" || lexis.means(token, MEANS.filler | MEANS.lead)) return "";
  return token.key;
}

/** Whether what was said at tokens `[first, end)` is the check digits and the rest of a country's IBAN. */
function isIban(
  reading: Reading,
  groups: Groups,
  first: number,
  end: number,
  head: number,
  tail: number,
): boolean {
  let count = 0;
  let tens = 0;
  let ones = 0;
  let rest = 0;
  for (let at = first; at < end;) {
    const group = groups[at];
    const said = group?.digits ?? lettersAt(reading, at);
    for (let unit = 0; unit < said.length; unit++, count++) {
      const code = said.charCodeAt(unit);
      if (code > 57 && !isLetter(code)) return false;
      if (count > 1) rest = append97(rest, code);
      else if (undressed(code) > 57) return false;
      else if (count === 0) tens = code;
      else ones = code;
    }
    at = group?.end ?? at + 1;
  }
  return isRight(rest, head, tail, tens, ones);
}
