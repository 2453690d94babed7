import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import type { Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";

/** IBANs in any case and grouping: a country, its length, a right check. */
export function ibanProposals({ text }: Reading): Proposal[] {
  const proposals: Proposal[] = [];
  for (const match of text.matchAll(START)) {
    const compact = readIban(text, match.index);
    if (!compact) continue;
    const { end, right } = compact;
    proposals.push({
      type: "IBAN",
      start: match.index,
      end,
      confidence: right ? 0.99 : 0.4,
      evidence: [
        "a country and its IBAN length",
        right ? "check digits are right" : "check digits are wrong",
      ],
      rule: "iban",
    });
  }
  return proposals.filter((one) => one.confidence > 0.5);
}

/** Reads as many letters and digits from `start` as the country's IBAN has, over blanks and dashes. */
export function readIban(text: string, start: number): { end: number; right: boolean } | undefined {
  const length = IBAN_LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (!length) return undefined;
  let compact = "";
  let at = start;
  let gap = 0;
  for (; at < text.length && compact.length < length; at++) {
    const unit = text[at] ?? "";
    if (ALPHANUMERIC.test(unit)) {
      compact += unit;
      gap = 0;
    } else if (!/[\s\-./]/.test(unit) || ++gap > 2) {
      return undefined;
    }
  }
  if (compact.length < length || ALPHANUMERIC.test(text[at] ?? "")) return undefined;
  return { end: at, right: passesMod97(compact.toUpperCase()) };
}

const START = /(?<![A-Za-z0-9])[A-Za-z]{2}[\s-]?\d[\s-]?\d/g;
const ALPHANUMERIC = /^[A-Za-z0-9]$/;
