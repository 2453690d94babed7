import { reduceToDigits } from "../bytes/reduce.ts";
import { brandOf } from "../card/brand.ts";

/** The card's network as it becomes known while one types, for the mark at the number's end; undefined from fewer than two digits. */
export function brandNameOf(pan: Uint8Array): string | undefined {
  const digits = reduceToDigits(pan);
  const brand = digits !== null && digits.length >= 2 ? brandOf(digits) : undefined;
  digits?.fill(0);
  return brand?.name;
}
