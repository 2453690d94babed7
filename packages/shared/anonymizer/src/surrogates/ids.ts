import type { Draw } from "./draw.ts";
import { digits, number, pick } from "./draw.ts";
import { compact, digitsOf, pour } from "./pour.ts";

/** US: 9xx with a group below 50 was never issued, neither by the SSA (no 9xx) nor as an ITIN or ATIN (groups from 50). */
export function ssnOf(value: string, draw: Draw, attempt: number): string {
  const bytes = draw(`ssn ${digitsOf(value)} ${attempt}`);
  const made = `9${digits(bytes, 2)}${10 + number(bytes, 40, 1)}${digits(bytes.subarray(20), 4)}`;
  return digitsOf(value).length === 9 && !/\p{L}/u.test(value)
    ? pour(made, value)
    : `${made.slice(0, 3)}-${made.slice(3, 5)}-${made.slice(5)}`;
}

/** Digits for digits and letters for letters; ids of some length begin with zeros, which registers do not give out. */
export function shapedOf(value: string, label: string, draw: Draw, attempt: number): string {
  const bytes = draw(`${label} ${compact(value)} ${attempt}`);
  const count = digitsOf(value).length;
  const zeros = count >= 6 ? 2 : 0;
  let seen = 0;
  let at = 0;
  return value.replace(/[\p{L}\p{Nd}]/gu, (one) => {
    const byte = bytes[at++ % bytes.length] ?? 0;
    if (/\p{Nd}/u.test(one)) return seen++ < zeros ? "0" : String((byte + at) % 10);
    const letter = "QXZ".charAt(byte % 3);
    return one === one.toLowerCase() ? letter.toLowerCase() : letter;
  });
}

/** TEST-NET-1 to 3 (RFC 5737) or 2001:db8::/32 (RFC 3849). */
export function ipOf(value: string, draw: Draw, attempt: number): string {
  const bytes = draw(`ip ${value} ${attempt}`);
  if (value.includes(":")) return `2001:db8::${number(bytes, 0xfffe).toString(16)}`;
  return `${pick(["192.0.2", "198.51.100", "203.0.113"], bytes)}.${1 + number(bytes, 254, 1)}`;
}
