import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import type { Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";

/** IBANs in any case and grouping: a country, its length, a right check. */
export function ibanProposals({ text, tokens }: Reading, proposals: Proposal[]): void {
  for (let at = 1; at < tokens.length; at++) {
    const head = tokens[at - 1];
    const next = tokens[at];
    if (head?.kind !== "word" || !next || next.start - head.end > MAX_GAP) continue;
    const letters = head.end - head.start;
    const begins =
      letters === 2 ? next.kind !== "word" : letters === 1 && next.end - next.start === 1;
    if (!begins || isAlphanumeric(text.charCodeAt(head.start - 1))) continue;
    const found = readIban(text, head.start);
    if (!found?.right) continue;
    proposals.push({
      type: "IBAN",
      start: head.start,
      end: found.end,
      confidence: 0.99,
      evidence: ["a country and its IBAN length", "check digits are right"],
      rule: "iban",
    });
  }
}

/** Reads as many letters and digits from `start` as the country's IBAN has, over blanks and dashes. */
export function readIban(text: string, start: number): { end: number; right: boolean } | undefined {
  let compact = "";
  let length = 2;
  let at = start;
  let gap = 0;
  for (; at < text.length && compact.length < length; at++) {
    if (isAlphanumeric(text.charCodeAt(at))) {
      compact += text[at];
      gap = 0;
      if (compact.length === 2) length = IBAN_LENGTHS.get(compact.toUpperCase()) ?? 0;
    } else if (!GAPS.includes(text[at] ?? "") || ++gap > MAX_GAP) {
      return undefined;
    }
  }
  if (length === 0 || compact.length < length || isAlphanumeric(text.charCodeAt(at)))
    return undefined;
  const iban = compact.toUpperCase();
  // Words that happen to fill the length: few digits, or one that stands alone and is longer than a bank's code.
  const form =
    CHECKED.test(iban) &&
    iban.replace(LETTERS, "").length * 5 >= length * 2 &&
    !WORD.test(text.slice(start, at));
  return { end: at, right: form && (passesMod97(iban) || passesMod97(withZeros(iban))) };
}

/** O and I for 0 and 1 behind the bank's letters. */
function withZeros(iban: string): string {
  return iban.slice(0, 2) + iban.slice(2).replaceAll("O", "0").replace(/[IL]/g, "1");
}

const CHECKED = /^[A-Z]{2}[\dOIL]{2}/;
const WORD = /[^A-Za-z0-9][A-Za-z]{5,}(?![A-Za-z0-9])/;
const LETTERS = /[A-Z]/g;
const MAX_GAP = 3;
const GAPS = " \t\r\n-./_:";

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
}
