import { valueOf, weighted } from "./check-digits.ts";
import type { NationalId } from "./national-id.ts";

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2];

export const pt: readonly NationalId[] = [
  {
    evidence: "a Portuguese tax number with a right check digit",
    digits: [9, 9],
    pattern: /(?<!\d)[1235689]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)/g,
    passes(compact) {
      const rest = weighted(compact, WEIGHTS) % 11;
      return (rest < 2 ? 0 : 11 - rest) === Number(compact[8]);
    },
    onlyNamed: true,
  },
  {
    // Cartão de Cidadão: eight digits, a check digit, two letters or digits of the version, a Luhn check over all.
    evidence: "a Portuguese citizen card number with a right check digit",
    digits: [8, 10],
    pattern: /(?<![A-Za-z0-9])\d{8} ?\d ?[A-Z][A-Z0-9]\d(?![A-Za-z0-9])/gi,
    passes(compact) {
      let sum = 0;
      for (const [at, one] of [...compact].entries()) {
        const value = valueOf(one) * (at % 2 === 0 ? 2 : 1);
        sum += at % 2 === 0 && value > 9 ? value - 9 : value;
      }
      return sum % 10 === 0;
    },
    onlyNamed: false,
  },
];
