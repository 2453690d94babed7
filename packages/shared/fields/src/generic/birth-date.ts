import { asDigit, isDash, reduce } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

const DASH = 0x2d;
const OLDEST_YEARS = 130;

/** `YYYY-MM-DD` (ISO 8601), as a date input gives it. */
export const birthDateRule: FieldRule = {
  maxBytes: 40,
  canonical: (bytes) =>
    reduce(bytes, (point) => asDigit(point) ?? (isDash(point) ? DASH : "refuse")),
  verify(text, { now }) {
    if (text.length < 10) return refuse("too_short");
    if (text.length > 10 || !text.every((byte, at) => (byte === DASH) === (at === 4 || at === 7))) {
      return refuse("malformed");
    }
    const year = numberIn(text, 0, 4);
    const month = numberIn(text, 5, 7);
    const day = numberIn(text, 8, 10);
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
      return refuse("no_such_date");
    const age = new Date(now).getUTCFullYear() - year;
    return date.getTime() > now || age > OLDEST_YEARS ? refuse("too_far") : accept();
  },
};

function numberIn(text: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (const byte of text.subarray(from, to)) value = value * 10 + byte - 0x30;
  return value;
}
