import { equalsText } from "../bytes/equals-text.ts";
import { countCodePoints, tidyText } from "../bytes/tidy-text.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";
import { territoryOf } from "./country.ts";

/** One line of an address. */
export const addressTextRule: FieldRule = {
  maxBytes: 400,
  canonical: tidyText,
  verify(text) {
    return countCodePoints(text) > 100 ? refuse("too_long") : accept();
  },
};

/** State, province, prefecture, ...: the key of one of the territory's regions where it has a list, any text where not. */
export const regionRule: FieldRule = {
  maxBytes: 400,
  canonical: tidyText,
  verify(text, context) {
    const regions = territoryOf(context)?.regions ?? [];
    if (regions.length === 0) return addressTextRule.verify(text, context);
    return regions.some(({ key }) => equalsText(text, key)) ? accept() : refuse("unknown_region");
  },
};
