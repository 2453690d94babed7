import { reduceToDigits } from "../bytes/reduce.ts";
import { accept, refuse, type CheckContext, type FieldRule } from "../field-rule.ts";
import { brandOf } from "./brand.ts";

/** Security code: as many digits as the card's network prints; 3 or 4 where the number is not there yet. */
export const cvvRule: FieldRule = {
  maxBytes: 32,
  canonical: reduceToDigits,
  verify(digits, context) {
    const length = codeLength(context);
    if (digits.length < (length ?? 3)) return refuse("too_short");
    return digits.length > (length ?? 4) ? refuse("too_long") : accept();
  },
};

export function codeLength(context: Pick<CheckContext, "sibling">): number | undefined {
  const typed = context.sibling("card.pan");
  const digits = typed && reduceToDigits(typed);
  if (!digits) return undefined;
  const length = brandOf(digits)?.codeLength;
  digits.fill(0);
  return length;
}
