import { readAscii } from "../bytes/read-ascii.ts";
import { reduceToDigits } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

/** US account number (Nacha: up to 17 characters; no check digit). Last four only where they are at most half of it. */
export const usAccountRule: FieldRule = {
  maxBytes: 80,
  canonical: reduceToDigits,
  verify(digits) {
    if (digits.length < 4) return refuse("too_short");
    if (digits.length > 17) return refuse("too_long");
    if (digits.length < 8) return accept({ country: "US" });
    return accept({ country: "US", last4: readAscii(digits.subarray(-4), 4) });
  },
};
