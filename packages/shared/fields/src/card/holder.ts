import { asDigit } from "../bytes/reduce.ts";
import { eachCodePoint } from "../bytes/code-points.ts";
import { countCodePoints, tidyText } from "../bytes/tidy-text.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

/** A person's or company's name: text with a letter in it, and not a number that went into the wrong field. */
export const holderRule: FieldRule = {
  maxBytes: 200,
  canonical: tidyText,
  verify(text) {
    if (countCodePoints(text) > 80) return refuse("too_long");
    let digits = 0;
    let others = 0;
    eachCodePoint(text, (point) => {
      if (asDigit(point) !== undefined) digits += 1;
      else if (point > 0x40) others += 1;
    });
    if (digits >= 8) return refuse("looks_like_number");
    return others === 0 ? refuse("malformed") : accept();
  },
};
