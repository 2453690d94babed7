import type { NationalId } from "./national-id.ts";

const LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

export const es: readonly NationalId[] = [
  {
    // The letter is the number modulo 23 (Real Decreto 1553/2005).
    evidence: "a Spanish DNI or NIE with a right letter",
    digits: [7, 8],
    pattern:
      /(?<![A-Za-z0-9])(?:[XYZ][ -]?\d{7}|\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z](?![A-Za-z0-9])/gi,
    passes(compact) {
      const digits = compact
        .slice(0, -1)
        .replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
      return LETTERS[Number(digits) % 23] === compact.at(-1);
    },
    onlyNamed: false,
  },
];
