/**
 * Check digits that a country keeps inside the national part of its IBANs, where the rule is public and one for all its
 * banks. The rules are the ones of the ISO 13616 registry's national annexes, as banks publish them.
 *
 * @returns the account number with its check digits put right; undefined where these digits have none, so that others
 *   must be drawn
 */
export function checkedBban(country: string, bban: string): string | undefined {
  let whole = bban;
  for (const { over, at, digits } of CHECKS[country] ?? []) {
    const check = digits(over.map(([from, to]) => whole.slice(from, to)).join(""));
    if (check === undefined) return undefined;
    whole = whole.slice(0, at) + check + whole.slice(at + check.length);
  }
  return whole;
}

interface Check {
  /** The characters that are summed. */
  readonly over: readonly (readonly [from: number, to: number])[];
  /** Where the check digits stand. */
  readonly at: number;
  readonly digits: (summed: string) => string | undefined;
}

/** The last two digits of so many, so that the whole is 1 modulo 97 (ISO 7064). */
const iso7064 = (length: number): Check[] => [
  check(0, length - 2, length - 2, (digits) => two(98 - modulo97(`${digits}00`))),
];
const french = [
  check(0, 21, 21, (code) => two(97 - modulo97(`${code.replace(/[A-Z]/g, frenchDigit)}00`))),
];
const czech = [check(4, 9, 9, weighted("A5842", 11)), check(10, 19, 19, weighted("6379A5842", 11))];
const italian = [check(1, 23, 0, italianLetter)];

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  AL: [check(0, 7, 7, weighted("9731973", 10))],
  BA: iso7064(16),
  BE: [check(0, 10, 10, (digits) => two(modulo97(digits) || 97))],
  CZ: czech,
  EE: [check(2, 15, 15, weighted("7137137137137", 10))],
  ES: [
    check(0, 8, 8, weighted("485A9736", 11, "1")),
    check(10, 20, 9, weighted("12485A9736", 11, "1")),
  ],
  FI: [check(0, 13, 13, luhn)],
  FR: french,
  HR: [check(0, 6, 6, modulo11and10), check(7, 16, 16, modulo11and10)],
  HU: [check(0, 7, 7, weighted("9731973", 10)), check(8, 23, 23, weighted("973197319731973", 10))],
  IT: italian,
  MC: french,
  ME: iso7064(18),
  NL: [check(4, 13, 13, weighted("A98765432", 11))],
  NO: [check(0, 10, 10, weighted("5432765432", 11))],
  PL: [check(0, 7, 7, weighted("3971397", 10))],
  PT: iso7064(21),
  RS: iso7064(18),
  SI: iso7064(15),
  SK: czech,
  SM: italian,
  TL: iso7064(19),
  TN: [check(0, 18, 18, (digits) => two(97 - modulo97(`${digits}00`)))],
  XK: iso7064(16),
};

function check(from: number, to: number, at: number, digits: Check["digits"]): Check {
  return { over: [[from, to]], at, digits };
}

/** What is missing to a multiple of the modulus, each digit by its weight (A is ten); `ten` for 10, where a country has it. */
function weighted(weights: string, modulus: number, ten?: string): Check["digits"] {
  return (digits) => {
    let sum = 0;
    for (const [place, weight] of [...weights].entries())
      sum += Number.parseInt(weight, 11) * Number(digits[place]);
    const missing = (modulus - (sum % modulus)) % modulus;
    return missing === 10 ? ten : String(missing);
  };
}

function luhn(digits: string): string {
  let sum = 0;
  for (const [place, digit] of [...digits].toReversed().entries()) {
    const weighed = Number(digit) * (place % 2 === 0 ? 2 : 1);
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return String((10 - (sum % 10)) % 10);
}

/** ISO 7064, MOD 11,10. */
function modulo11and10(digits: string): string {
  let rest = 10;
  for (const digit of digits) rest = (((rest + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - rest) % 10);
}

/** A to I are 1 to 9, J to R again, S to Z 2 to 9. */
function frenchDigit(letter: string): string {
  const place = letter.charCodeAt(0) - 65;
  return String(place < 18 ? 1 + (place % 9) : place - 16);
}

/** The letter in front (CIN): what stands at odd places counts by a table, at even places as it is. */
function italianLetter(code: string): string {
  let sum = 0;
  for (const [place, one] of [...code].entries()) {
    const value = Number.parseInt(one, 36) - (/\d/.test(one) ? 0 : 10);
    sum += place % 2 === 0 ? (ODD_PLACES[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26));
}

const ODD_PLACES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** Of a number of any length; letters are 10 to 35. */
export function modulo97(text: string): number {
  let rest = 0;
  for (const one of text) {
    const value = Number.parseInt(one, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
