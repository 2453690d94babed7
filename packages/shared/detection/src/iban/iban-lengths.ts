/** Length of an IBAN by country (SWIFT IBAN registry); `iban-lengths.test.ts` holds it equal to ibantools'. */
export const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  "15NO 16BE 18AXDKFIFKFOGLNLSD 19MKSI 20ATBAEEKZLTLUMNXK 21CHHRLILV 22BGBHCRDEGBGEIEMERSVA 23AEGIILIQOMSOTL 24ADCZESMDPKROSASESKTNVG 25AOCVGWLYMZPTST 26DZIRISTR 27BIBLCFCGCMDJFRGAGFGPGQGRITKMMCMFMGMQMRNCPFPMRESMTDTFWFYT 28ALAZBFBJBYCICYDOGTHNHULBMAMLNENIPLSNSVTG 29BREGPSQAUA 30JOKWMUYE 31MTSC 32LC 33RU"
    .split(" ")
    .flatMap((one) =>
      (one.match(/[A-Z]{2}/g) ?? []).map((country) => [country, Number(one.slice(0, 2))] as const),
    ),
);

/** {@link IBAN_LENGTHS} of a country of which these are the units, in any case; 0 for none. */
export function ibanLength(first: number, second: number): number {
  return BY_LETTERS[((first & 31) << 5) | (second & 31)] ?? 0;
}

const BY_LETTERS = new Uint8Array(1024);
for (const [country, length] of IBAN_LENGTHS)
  BY_LETTERS[((country.charCodeAt(0) & 31) << 5) | (country.charCodeAt(1) & 31)] = length;

/** Whether a compact upper-case IBAN has a right check (ISO 13616, mod 97 of ISO 7064). */
export function passesMod97(iban: string): boolean {
  let rest = 0;
  for (let at = 0; at < iban.length; at++)
    rest = append97(rest, iban.charCodeAt((at + 4) % iban.length));
  return rest === 1;
}

/** The remainder of 97 of a number with one more digit, or a letter in any case, behind it (ISO 7064). */
export function append97(rest: number, code: number): number {
  return code < 58 ? (rest * 10 + code - 48) % 97 : (rest * 100 + (code | 32) - 87) % 97;
}

/** Whether an IBAN is right of which the units behind the check digits leave `rest`: by the two units of its country and the two behind them. */
export function isRight(
  rest: number,
  head: number,
  tail: number,
  tens: number,
  ones: number,
): boolean {
  return append97(append97(append97(append97(rest, head), tail), tens), ones) === 1;
}

/** The unit of the digit that O, I or L stand for; any other's own. */
export function undressed(code: number): number {
  const letter = code | 32;
  return letter === 111 ? 48 : letter === 105 || letter === 108 ? 49 : code;
}

/** Whether so many digits are enough for an IBAN of a length: words that happen to fill it have few. */
export function isEnough(digits: number, length: number): boolean {
  return digits * 5 >= length * 2;
}
