import { checkedBban, modulo97 } from "./bban-checks.ts";
import type { Draw } from "./draw.ts";
import { digits } from "./draw.ts";
import { compact, pour } from "./pour.ts";

/**
 * The same country and length, all check digits right, also those inside the number (`checkedBban`); of a bank that there
 * is not: its code is zeros or `TEST`, or another one where zeros are somebody's.
 */
export function ibanOf(value: string, draw: Draw, attempt: number): string {
  const original = compact(value).toUpperCase();
  const known = /^[A-Z]{2}\d{2}[A-Z\d]+$/.test(original);
  const country = known ? original.slice(0, 2) : "DE";
  const shape = known ? original.slice(4) : "000000000000000000";
  for (let round = 0; round < ROUNDS; round++) {
    const filled = digits(draw(`iban ${original} ${attempt} ${round}`), shape.length);
    const bban = checkedBban(country, bbanOf(country, shape, filled));
    if (bban === undefined) continue;
    const check = 98 - modulo97(`${bban}${country}00`);
    return pour(`${country}${String(check).padStart(2, "0")}${bban}`, value);
  }
  throw new RangeError("no check digits");
}

/** Of eleven numbers one has no check digit. */
const ROUNDS = 100;

/**
 * Zeros are a bank's in Belgium (BNP Paribas Fortis, once the post's) and in Brazil (Banco do Brasil). 715 lies in a gap of
 * the National Bank of Belgium's list, 99999999 is no company's number.
 */
const BANKS: Readonly<Record<string, string>> = { BE: "715", BR: "99999999" };

function bbanOf(country: string, shape: string, filled: string): string {
  const bank = BANKS[country] ?? "";
  let letters = 0;
  return Array.from(shape, (one, index) => {
    if (index < bank.length) return bank.charAt(index);
    if (/[A-Z]/.test(one)) return "TEST".charAt(letters++ % 4);
    return index < shape.length / 2 ? "0" : filled.charAt(index);
  }).join("");
}
