import { weighted } from "./check-digits.ts";
import type { NationalId } from "./national-id.ts";

/** Both check digits: eleven minus the weighted sum modulo eleven (Receita Federal). */
function passes(digits: string, weights: readonly number[]): boolean {
  if (/^(\d)\1*$/.test(digits)) return false;
  const check = (from: readonly number[]) => ((weighted(digits, from) * 10) % 11) % 10;
  const first = weights.length - 1;
  return (
    check(weights.slice(1)) === Number(digits[first]) &&
    check(weights) === Number(digits[first + 1])
  );
}

const CPF = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const CNPJ = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

const cpf: Pick<NationalId, "evidence" | "digits" | "passes"> = {
  evidence: "a Brazilian CPF with right check digits",
  digits: [11, 11],
  passes: (compact) => passes(compact, CPF),
};
const cnpj: Pick<NationalId, "evidence" | "digits" | "passes"> = {
  evidence: "a Brazilian CNPJ with right check digits",
  digits: [14, 14],
  passes: (compact) => passes(compact, CNPJ),
};

export const br: readonly NationalId[] = [
  { ...cpf, pattern: /(?<![\d.])\d{3}[. ]\d{3}[. ]\d{3}[- ]\d{2}(?!\d)/g, onlyNamed: false },
  { ...cpf, pattern: /(?<![\d.])\d{9}-?\d{2}(?!\d)/g, onlyNamed: true },
  { ...cnpj, pattern: /(?<!\d)\d{2}\.?\d{3}\.?\d{3}\/\d{4}-?\d{2}(?!\d)/g, onlyNamed: false },
  { ...cnpj, pattern: /(?<!\d)\d{14}(?!\d)/g, onlyNamed: true },
];
