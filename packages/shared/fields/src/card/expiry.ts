import { eachCodePoint } from "../bytes/code-points.ts";
import { asDigit, isSeparator } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

const YEARS_AHEAD = 20;

/**
 * The date on the card: `MM/YY`, `M/YY`, `MM/YYYY` (Chromium fills the last), also without the slash or with another separator.
 * Kept as `MM/YYYY`. A card is good until its month has ended everywhere on earth.
 */
export const expiryRule: FieldRule = {
  maxBytes: 60,
  canonical(bytes) {
    const runs = digitRuns(bytes);
    if (runs === null) return null;
    const [month, year] = split(runs);
    runs.forEach((run) => run.fill(0));
    if (month === undefined || year === undefined) return Uint8Array.of(0x3f);
    return Uint8Array.of(...pad(month, 2), 0x2f, ...pad(year, 4));
  },
  verify(text, { now }) {
    if (text.length !== 7) return refuse("too_short");
    const month = numberIn(text, 0, 2);
    const year = numberIn(text, 3, 7);
    if (month < 1 || month > 12) return refuse("no_such_date");
    if (Date.UTC(year, month, 1, 12) <= now) return refuse("past");
    if (year > new Date(now).getUTCFullYear() + YEARS_AHEAD) return refuse("too_far");
    return accept({ expMonth: month, expYear: year });
  },
};

function split(runs: readonly Uint8Array[]): [number?, number?] {
  const [first, second, ...others] = runs;
  if (first === undefined || others.length > 0) return [];
  if (second === undefined) {
    if (first.length !== 4 && first.length !== 6) return [];
    return [numberIn(first, 0, 2), fullYear(first.subarray(2))];
  }
  if (first.length > 2 || (second.length !== 2 && second.length !== 4)) return [];
  return [numberIn(first, 0, first.length), fullYear(second)];
}

function fullYear(digits: Uint8Array): number {
  return numberIn(digits, 0, digits.length) + (digits.length === 2 ? 2000 : 0);
}

function digitRuns(bytes: Uint8Array): Uint8Array[] | null {
  const runs: number[][] = [];
  let open = false;
  let refused = false;
  const valid = eachCodePoint(bytes, (point) => {
    const digit = asDigit(point);
    if (digit === undefined) {
      open = false;
      if (!isSeparator(point)) refused = true;
      return;
    }
    if (!open) runs.push([]);
    open = true;
    runs.at(-1)?.push(digit);
  });
  return valid && !refused ? runs.map((run) => Uint8Array.from(run)) : null;
}

function numberIn(digits: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (digits[at] ?? 0) - 0x30;
  return value;
}

function pad(value: number, length: number): number[] {
  const digits: number[] = [];
  for (let unit = 10 ** (length - 1); unit >= 1; unit /= 10)
    digits.push(0x30 + (Math.floor(value / unit) % 10));
  return digits;
}
