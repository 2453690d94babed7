import { luhnIsValid } from "../card/luhn.ts";
import { isLetterOf, isRepeated, mod, remainder, valueAt, weighted } from "./check-digits.ts";
import type { IdNumbers } from "./id-number.ts";

const CURP_VALUES = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ";

export const americanIds: IdNumbers = {
  AR: [{ name: "DNI", pattern: "\\d{7,8}" }],
  BR: [{ name: "CPF", pattern: "\\d{11}", check: cpfIsValid }],
  CA: [{ name: "SIN", pattern: "[1-79]\\d{8}", check: luhnIsValid }],
  CL: [{ name: "RUT", pattern: "\\d{7,8}[0-9K]", check: rutIsValid }],
  DO: [{ name: "Cédula", pattern: "\\d{11}", check: luhnIsValid }],
  EC: [
    {
      name: "Cédula",
      pattern: "(?:0[1-9]|1\\d|2[0-4]|30|50)[0-6]\\d{7}",
      check: luhnIsValid,
    },
  ],
  MX: [{ name: "CURP", pattern: "[A-Z]{4}\\d{6}[HMX][A-Z]{5}[0-9A-Z]\\d", check: curpIsValid }],
  US: [{ name: "SSN", pattern: "[0-8]\\d{8}", check: ssnIsValid }],
  UY: [
    {
      name: "Cédula",
      pattern: "\\d{8}",
      check: (id) => mod(-weighted(id, [2, 9, 8, 7, 6, 3, 4]), 10) === valueAt(id, 7),
    },
  ],
};

function cpfIsValid(id: Uint8Array): boolean {
  const first = digit(weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]));
  const second = digit(weighted(id, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
  return !isRepeated(id) && first === valueAt(id, 9) && second === valueAt(id, 10);

  function digit(sum: number): number {
    return sum % 11 < 2 ? 0 : 11 - (sum % 11);
  }
}

function rutIsValid(id: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < id.length - 1; at += 1) {
    sum += valueAt(id, id.length - 2 - at) * (2 + (at % 6));
  }
  return isLetterOf("0K987654321", sum % 11, id.at(-1));
}

function curpIsValid(id: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    sum += CURP_VALUES.indexOf(String.fromCharCode(id[at] ?? 0)) * (18 - at);
  }
  return mod(-sum, 10) === valueAt(id, 17);
}

/** The Social Security Administration's never-issued areas, groups and serials, and two numbers that advertising made useless. */
function ssnIsValid(id: Uint8Array): boolean {
  const area = remainder(id, 0, 3, 1_000);
  const whole = remainder(id, 0, 9, 1_000_000_000);
  if (area === 0 || area === 666 || isRepeated(id)) return false;
  if (whole === 78_051_120 || whole === 219_099_999 || whole === 123_456_789) return false;
  return remainder(id, 3, 5, 100) !== 0 && remainder(id, 5, 9, 10_000) !== 0;
}
