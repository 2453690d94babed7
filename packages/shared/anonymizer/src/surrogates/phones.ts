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

/** Each of these alone, none of their blocks (ACMA, numbers for use in TV shows, films and creative works). */
const AUSTRALIAN_MOBILES =
  "491570006 491570110 491570156 491570157 491570158 491570159 491570313 491570737 491571266 491571491 491571804 491572549 491572665 491572983 491573087 491573770 491574118 491574632 491575254 491575789 491576398 491576801 491577426 491577644 491578148 491578888 491578957 491579212 491579455 491579760";

/**
 * NANPA 555-0100 to 0199; Ofcom numbers for drama, a thousand a place; Bundesnetzagentur Vfg. 148/2021; ARCEP decision 2018-0881; ACMA.
 */
const DRAMAS: readonly Drama[] = [
  {
    code: "44",
    trunk: "0",
    mobile: /^7/,
    fixed: ["2079460", "1134960", "1174960", "1214960", "1414960", "1614960", "1632960"].map(
      (prefix) => [prefix, 3],
    ),
    moving: [["7700900", 3]],
  },
  {
    code: "49",
    trunk: "0",
    mobile: /^1[567]/,
    fixed: ["3023125", "6990009", "4066969", "2214710", "8999998"].map((prefix) => [prefix, 3]),
    moving: [
      ["17139200", 2],
      ["176040690", 2],
    ],
  },
  {
    code: "33",
    trunk: "0",
    mobile: /^[67]/,
    fixed: ["19900", "26191", "35301", "46571", "53649"].map((prefix) => [prefix, 4]),
    moving: [["63998", 4]],
  },
  {
    code: "61",
    trunk: "0",
    mobile: /^4/,
    fixed: ["25550", "35550", "75550", "85550"].map((prefix) => [prefix, 4]),
    moving: AUSTRALIAN_MOBILES.split(" ").map((number) => [number, 0]),
  },
];

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
