import { brandOf, type Brand } from "../card/brand.ts";
import { reduceToDigits } from "../bytes/reduce.ts";

/** The card's network as it becomes known while one types, for the mark at the number's end; undefined from fewer than two digits. */
export function brandNameOf(pan: Uint8Array): string | undefined {
  return hint(pan)?.name;
}

/** How many digits the security code has; undefined where the network is not known. */
export function codeLengthOf(pan: Uint8Array): number | undefined {
  return hint(pan)?.codeLength;
}

function hint(pan: Uint8Array): Brand | undefined {
  const digits = reduceToDigits(pan);
  const brand = digits !== null && digits.length >= 2 ? brandOf(digits) : undefined;
  digits?.fill(0);
  return brand;
}
