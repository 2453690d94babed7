import { readAscii } from "../bytes/read-ascii.ts";
import { reduceToDigits } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";
import { brandIsPossible, brandOf } from "./brand.ts";
import { luhnIsValid } from "./luhn.ts";

/** Primary account number: ISO/IEC 7812-1, with the lengths that its network issues. */
export const panRule: FieldRule = {
  maxBytes: 120,
  canonical: reduceToDigits,
  verify(digits) {
    const brand = brandOf(digits);
    if (brand === undefined) {
      if (!brandIsPossible(digits)) return refuse("unknown_range");
      return refuse(digits.length < 12 ? "too_short" : "unknown_range");
    }
    if (digits.length < Math.min(...brand.lengths)) return refuse("too_short");
    if (digits.length > Math.max(...brand.lengths)) return refuse("too_long");
    if (!brand.lengths.includes(digits.length)) return refuse("too_short");
    if (!luhnIsValid(digits)) return refuse("checksum");
    return accept({ brand: brand.name, last4: readAscii(digits.subarray(-4), 4) });
  },
  canStillBecomeValid(digits) {
    const longest = Math.max(...(brandOf(digits)?.lengths ?? [19]));
    return brandIsPossible(digits) && digits.length < longest;
  },
};
