import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import type { Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";

/** IBANs in any case and grouping: a country, its length, a right check. */
export function ibanProposals({ text, tokens }: Reading, proposals: Proposal[]): void {
  for (let at = 1; at < tokens.length; at++) {
    const country = tokens[at - 1];
    const digits = tokens[at];
    if (digits?.kind !== "digits" || country?.kind !== "word" || country.end - country.start !== 2)
      continue;
    if (digits.start - country.end > 1 || isAlphanumeric(text.charCodeAt(country.start - 1)))
      continue;
    const compact = readIban(text, country.start);
    if (!compact?.right) continue;
    proposals.push({
      type: "IBAN",
      start: country.start,
      end: compact.end,
      confidence: 0.99,
      evidence: ["a country and its IBAN length", "check digits are right"],
      rule: "iban",
    });
  }
}

/** Reads as many letters and digits from `start` as the country's IBAN has, over blanks and dashes. */
export function readIban(text: string, start: number): { end: number; right: boolean } | undefined {
  const length = IBAN_LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (!length) return undefined;
  let compact = "";
  let at = start;
  let gap = 0;
  for (; at < text.length && compact.length < length; at++) {
    if (isAlphanumeric(text.charCodeAt(at))) {
      compact += text[at];
      gap = 0;
    } else if (!GAPS.includes(text[at] ?? "") || ++gap > MAX_GAP) {
      return undefined;
    }
  }
  if (compact.length < length || isAlphanumeric(text.charCodeAt(at))) return undefined;
  return { end: at, right: passesMod97(compact.toUpperCase()) };
}

const MAX_GAP = 2;
const GAPS = " \t\r\n-./";

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
}
