import { asDigit, isSeparator, reduce } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

const PLUS = 0x2b;
const BRACKETS = [0x28, 0x29, 0xff08, 0xff09];

/** Telephone number: 7 to 15 digits (E.164), a plus in front or not. */
export const phoneRule: FieldRule = {
  maxBytes: 80,
  canonical: (bytes) =>
    reduce(bytes, (point) => {
      if (point === PLUS || point === 0xff0b) return PLUS;
      if (BRACKETS.includes(point)) return "drop";
      return asDigit(point) ?? (isSeparator(point) ? "drop" : "refuse");
    }),
  verify(text) {
    if (text.lastIndexOf(PLUS) > 0) return refuse("malformed");
    const digits = text.length - (text[0] === PLUS ? 1 : 0);
    if (digits < 7) return refuse("too_short");
    return digits > 15 ? refuse("too_long") : accept();
  },
};
