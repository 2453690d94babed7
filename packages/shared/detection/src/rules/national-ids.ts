import type { Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";

/** A country's personal number whose form and check give it away without a word about it. */
interface NationalId {
  evidence: string;
  pattern: RegExp;
  passes(compact: string): boolean;
}

const DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

const IDS: readonly NationalId[] = [
  {
    evidence: "the form of a British National Insurance number",
    pattern:
      /(?<![A-Za-z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])/gi,
    passes: (compact) => !/^(?:BG|GB|NK|KN|TN|NT|ZZ)/.test(compact),
  },
  {
    evidence: "a Spanish DNI or NIE with a right letter",
    pattern: /(?<![A-Za-z0-9])[XYZ]?-?\d{7,8}-?[A-HJ-NP-TV-Z](?![A-Za-z0-9])/gi,
    passes(compact) {
      const digits = compact
        .slice(0, -1)
        .replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
      return digits.length === 8 && DNI_LETTERS[Number(digits) % 23] === compact.at(-1);
    },
  },
  {
    evidence: "a Brazilian CPF with right check digits",
    pattern: /(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g,
    passes: (compact) =>
      !/^(\d)\1*$/.test(compact) && cpfCheck(compact, 9) && cpfCheck(compact, 10),
  },
  {
    evidence: "a French social security number with a right key",
    pattern: /(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\d)/g,
    passes: (compact) => 97 - (Number(compact.slice(0, 13)) % 97) === Number(compact.slice(13)),
  },
];

function cpfCheck(digits: string, at: number): boolean {
  let sum = 0;
  for (let index = 0; index < at; index++) sum += Number(digits[index]) * (at + 1 - index);
  return ((sum * 10) % 11) % 10 === Number(digits[at]);
}

/** Personal numbers of Great Britain, Spain, Brazil and France by form and check. */
export function nationalIdProposals({ text, runs }: Reading, proposals: Proposal[]): void {
  if (!runs.some((run) => run.digits.length >= 6)) return;
  for (const { evidence, pattern, passes } of IDS) {
    for (const { index, 0: written } of text.matchAll(pattern)) {
      if (!passes(written.replace(/[^A-Za-z0-9]/g, "").toUpperCase())) continue;
      proposals.push({
        type: "SSN",
        start: index,
        end: index + written.length,
        confidence: 0.88,
        evidence: [evidence],
        rule: "national-id",
      });
    }
  }
}
