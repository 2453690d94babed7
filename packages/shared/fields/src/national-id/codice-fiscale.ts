import { valueAt } from "./check-digits.ts";

/** What a character counts at the 1st, 3rd, ... place; 0 to 9, then A to Z. */
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
  12, 14, 16, 10, 22, 25, 24, 23,
];

/** Decree of the Italian Ministry of Finance, 23 December 1976. At even places A counts 0, B 1, ... as their place in the alphabet. */
export function codiceFiscaleIsValid(id: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const value = valueAt(id, at);
    if (at % 2 === 0) sum += ODD[value] ?? 0;
    else sum += value > 9 ? value - 10 : value;
  }
  return (id[15] ?? 0) - 0x41 === sum % 26;
}
