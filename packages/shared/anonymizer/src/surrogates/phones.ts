import type { Draw } from "./draw.ts";
import { digits, number, pick } from "./draw.ts";
import { digitsOf, pour } from "./pour.ts";

/** Numbers that regulators keep for stage and screen: what comes after the country code, and how many digits are free. */
interface Drama {
  readonly code: string;
  readonly trunk: string;
  readonly mobile: RegExp;
  readonly fixed: readonly (readonly [prefix: string, free: number])[];
  readonly moving: readonly (readonly [prefix: string, free: number])[];
}

const AREAS = ["202", "212", "303", "312", "404", "415", "503", "512", "617", "702", "713", "808"];

/**
 * NANPA 555-0100 to 0199; Ofcom numbers for drama; Bundesnetzagentur Vfg. 148/2021; ARCEP decision 2018-0881; ACMA.
 */
const DRAMAS: readonly Drama[] = [
  {
    code: "44",
    trunk: "0",
    mobile: /^7/,
    fixed: [
      ["207946", 4],
      ["113496", 4],
      ["161496", 4],
      ["163296", 4],
    ].map(drama),
    moving: [["7700900", 3]].map(drama),
  },
  {
    code: "49",
    trunk: "0",
    mobile: /^1[567]/,
    fixed: [
      ["3023125", 3],
      ["6990009", 3],
      ["4066969", 3],
      ["22147105", 3],
      ["8999998", 3],
    ].map(drama),
    moving: [
      ["17139200", 2],
      ["17604069", 3],
    ].map(drama),
  },
  {
    code: "33",
    trunk: "0",
    mobile: /^[67]/,
    fixed: [
      ["19900", 4],
      ["26191", 4],
      ["35301", 4],
      ["46571", 4],
      ["53649", 4],
    ].map(drama),
    moving: [["63998", 4]].map(drama),
  },
  {
    code: "61",
    trunk: "0",
    mobile: /^4/,
    fixed: [
      ["25550", 4],
      ["35550", 4],
      ["75550", 4],
      ["85550", 4],
    ].map(drama),
    moving: [["491570", 3]].map(drama),
  },
];

function drama(entry: readonly (string | number)[]): readonly [string, number] {
  return [String(entry[0]), Number(entry[1])];
}

/** A number that rings nowhere, of the country whose number it was, in its grouping. */
export function phoneOf(value: string, draw: Draw, attempt: number): string {
  const original = digitsOf(value);
  const bytes = draw(`phone ${original} ${attempt}`);
  const [country, shown, rest] = countryOf(value, original);
  if (country === undefined) return northAmerican(value, original, bytes);
  const list = country.mobile.test(rest) ? country.moving : country.fixed;
  const same = list.filter(([prefix, free]) => prefix.length + free === rest.length);
  const [prefix, free] = pick(same.length > 0 ? same : list, bytes);
  const made = shown + prefix + digits(bytes.subarray(8), free);
  const poured = /\p{L}/u.test(value) ? made : pour(made, value);
  return poured === made && shown.startsWith(country.code) ? `+${made}` : poured;
}

/** Its country by the code, or by the trunk zero and the length; the digits before the national number, and the number. */
function countryOf(value: string, original: string): readonly [Drama | undefined, string, string] {
  const international = /^\s*(?:\+|00)/.test(value);
  for (const country of DRAMAS) {
    for (const lead of [country.code, `00${country.code}`]) {
      if (international && original.startsWith(lead)) {
        const trunk = original.startsWith("0", lead.length) ? "0" : "";
        return [country, lead + trunk, original.slice(lead.length + trunk.length)];
      }
    }
  }
  const british = !international && /^0[12378]\d{8,9}$/.test(original);
  return british ? [DRAMAS[0], "0", original.slice(1)] : [undefined, "", original];
}

function northAmerican(value: string, original: string, bytes: Uint8Array): string {
  const local = `55501${digits(bytes.subarray(8), 2)}`;
  const whole = pick(AREAS, bytes) + local;
  if (!/\p{L}/u.test(value)) {
    if (original.length === 7) return pour(local, value);
    if (original.length === 10) return pour(whole, value);
    if (original.length === 11 && original.startsWith("1")) return pour(`1${whole}`, value);
  }
  const area = number(bytes, AREAS.length);
  return `+1 ${AREAS[area] ?? "202"}-555-01${local.slice(5)}`;
}
