import { compileBytePattern, type BytePattern } from "../bytes/byte-pattern.ts";
import { readAscii } from "../bytes/read-ascii.ts";
import { reduceToAlphanumeric } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";
import { luhnIsValid } from "../card/luhn.ts";
import { americanIds } from "./americas.ts";
import { asiaPacificIds } from "./asia-pacific.ts";
import { europeanIds } from "./europe.ts";
import type { IdNumber, IdNumbers } from "./id-number.ts";

const all: IdNumbers = {
  ...americanIds,
  ...asiaPacificIds,
  ...europeanIds,
  ZA: [{ name: "South African ID", pattern: "\\d{10}[01]\\d{2}", check: luhnIsValid }],
};

/** Countries whose numbers are known, by ISO 3166-1 alpha-2. */
export const idCountries: readonly string[] = Object.keys(all).toSorted();

/** What a country calls its numbers: `["DNI", "NIE"]`. */
export function idNames(country: string): string[] {
  return idNumbersOf(country).map(({ name }) => name);
}

export const idCountryRule: FieldRule = {
  maxBytes: 12,
  canonical: reduceToAlphanumeric,
  verify(text) {
    const country = readAscii(text, 2);
    return idCountries.includes(country) ? accept({ country }) : refuse("unknown_country");
  },
};

/** A national number: the pattern and check digits of any of its country's kinds. */
export const nationalIdRule: FieldRule = {
  maxBytes: 120,
  canonical: reduceToAlphanumeric,
  verify(text, context) {
    const numbers = idNumbersOf(readAscii(context.sibling("id.country"), 2));
    const fits = numbers.map((number) => ({ number, fit: patternOf(number).fit(text) }));
    const matching = fits.filter(({ fit }) => fit === "match");
    if (matching.some(({ number }) => number.check?.(text) !== false)) return accept();
    if (matching.length > 0) return refuse("checksum");
    if (fits.some(({ fit }) => fit === "prefix")) return refuse("too_short");
    return refuse(numbers.length === 0 ? "unknown_country" : "malformed");
  },
};

function idNumbersOf(country: string): readonly IdNumber[] {
  return Object.hasOwn(all, country) ? (all[country] ?? []) : [];
}

const patterns = new Map<IdNumber, BytePattern>();

function patternOf(number: IdNumber): BytePattern {
  const pattern = patterns.get(number) ?? compileBytePattern(number.pattern);
  patterns.set(number, pattern);
  return pattern;
}
