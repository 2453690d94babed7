import { reduceToDigits } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

const WEIGHTS = [3, 7, 1] as const;

/** ABA routing transit number: nine digits, weights 3 7 1, first two digits of a Federal Reserve district, thrift or the like. */
export const usRoutingRule: FieldRule = {
  maxBytes: 60,
  canonical: reduceToDigits,
  verify(digits) {
    if (digits.length < 9) return refuse("too_short");
    if (digits.length > 9) return refuse("too_long");
    const district = ((digits[0] ?? 0) - 0x30) * 10 + (digits[1] ?? 0) - 0x30;
    const isKnown =
      district <= 12 ||
      (district >= 21 && district <= 32) ||
      (district >= 61 && district <= 72) ||
      district === 80;
    const sum = digits.reduce(
      (total, digit, at) => total + (digit - 0x30) * (WEIGHTS[at % 3] ?? 1),
      0,
    );
    if (sum % 10 !== 0 || sum === 0) return refuse("checksum");
    return isKnown ? accept() : refuse("unknown_range");
  },
};
