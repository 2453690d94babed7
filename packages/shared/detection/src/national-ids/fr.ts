import type { NationalId } from "./national-id.ts";

export const fr: readonly NationalId[] = [
  {
    // NIR: sex, year, month, department (2A and 2B count as 19 and 18), commune, order, key of 97 (INSEE).
    evidence: "a French social security number with a right key",
    digits: [6, 15],
    pattern:
      /(?<![A-Za-z0-9])[1-478] ?\d{2} ?(?:0[1-9]|[1-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![A-Za-z0-9])/gi,
    passes(compact) {
      const number = compact.slice(0, 13).replace("2A", "19").replace("2B", "18");
      return 97 - (Number(number) % 97) === Number(compact.slice(13));
    },
    onlyNamed: false,
  },
];
