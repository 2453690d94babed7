import { readAscii } from "../bytes/read-ascii.ts";
import { reduceToAlphanumeric } from "../bytes/reduce.ts";
import { accept, refuse, type CheckContext, type FieldRule } from "../field-rule.ts";
import { territory, type Territory } from "./territory.ts";

export const countryRule: FieldRule = {
  maxBytes: 12,
  canonical: reduceToAlphanumeric,
  verify(text) {
    const country = readAscii(text, 2);
    return territory(country) ? accept({ country }) : refuse("unknown_country");
  },
};

export function territoryOf(context: Pick<CheckContext, "sibling">): Territory | undefined {
  return territory(readAscii(context.sibling("address.country"), 2));
}
