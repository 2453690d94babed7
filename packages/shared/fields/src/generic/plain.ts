import { readAscii } from "../bytes/read-ascii.ts";
import { reduceToDigits } from "../bytes/reduce.ts";
import { countCodePoints, tidyText } from "../bytes/tidy-text.ts";
import { accept, refuse, type FieldRule, type Verdict } from "../field-rule.ts";

const MOST = 200;

/** Any text, `options.min` to `options.max` characters. */
export const textSecretRule: FieldRule = {
  maxBytes: MOST * 4,
  canonical: tidyText,
  verify: (text, { options }) => withinBounds(countCodePoints(text), options),
};

/** Digits only (leading zeros count), `options.min` to `options.max` of them. */
export const numberSecretRule: FieldRule = {
  maxBytes: MOST * 4,
  canonical: reduceToDigits,
  verify: (digits, { options }) => withinBounds(digits.length, options),
};

/** One of `options.choices`. */
export const choiceRule: FieldRule = {
  maxBytes: 30,
  canonical: tidyText,
  verify(text, { options }) {
    const chosen = readAscii(text, 30);
    return options?.choices?.some(({ value }) => value === chosen)
      ? accept()
      : refuse("not_an_option");
  },
};

function withinBounds(
  length: number,
  options: { min?: number | undefined; max?: number | undefined } | undefined,
): Verdict {
  if (length < (options?.min ?? 1)) return refuse("too_short");
  return length > (options?.max ?? MOST) ? refuse("too_long") : accept();
}
