import { compileBytePattern, type BytePattern } from "../bytes/byte-pattern.ts";
import type { PartLetter } from "./address-part.ts";
import { territories } from "./territories.ts";

/** One territory as the generated table has it. Left-out keys have libaddressinput's defaults. */
export interface TerritoryRow {
  /** Parts in the territory's order, a slash between lines. */
  readonly f: string;
  /** The same where the address is written in Latin letters. */
  readonly l?: string;
  /** Required parts. */
  readonly q: string;
  /** What region, locality, dependent locality and postal code are called. */
  readonly s?: string;
  readonly c?: string;
  readonly d?: string;
  readonly z?: string;
  /** The postal code's pattern and one example. */
  readonly p?: string;
  readonly e?: string;
  /** Regions to pick from, their names, their names in Latin letters; a tilde between. */
  readonly r?: string;
  readonly rn?: string;
  readonly rl?: string;
}

export interface Region {
  readonly key: string;
  readonly name: string;
  readonly latinName: string;
}

export interface Territory {
  readonly country: string;
  /** Lines of parts, as an envelope shows them. */
  readonly lines: readonly (readonly PartLetter[])[];
  readonly latinLines: readonly (readonly PartLetter[])[];
  readonly order: readonly PartLetter[];
  readonly required: readonly PartLetter[];
  readonly names: {
    readonly region: string;
    readonly locality: string;
    readonly dependentLocality: string;
    readonly postal: string;
  };
  readonly postalExample: string | undefined;
  readonly regions: readonly Region[];
}

/** The territories of libaddressinput (252 and its defaults, ZZ), by ISO 3166-1 alpha-2 (and AC, TA, XK). */
export const territoryCodes: readonly string[] = Object.keys(territories);

export function territory(country: string): Territory | undefined {
  const row = rowOf(country);
  if (row === undefined) return undefined;
  const lines = linesOf(row.f);
  return {
    country,
    lines,
    latinLines: row.l === undefined ? lines : linesOf(row.l),
    order: lines.flat(),
    required: lettersOf(row.q),
    names: {
      region: row.s ?? "province",
      locality: row.c ?? "city",
      dependentLocality: row.d ?? "suburb",
      postal: row.z ?? "postal",
    },
    postalExample: row.e,
    regions: regionsOf(row),
  };
}

const patterns = new Map<string, BytePattern>();

/** The pattern of postal codes without spaces and dashes; undefined where any text will do. */
export function postalPattern(country: string): BytePattern | undefined {
  const source = rowOf(country)?.p;
  if (source === undefined) return undefined;
  const pattern = patterns.get(country) ?? compileBytePattern(source, " -");
  patterns.set(country, pattern);
  return pattern;
}

function rowOf(country: string): TerritoryRow | undefined {
  return Object.hasOwn(territories, country) ? territories[country] : undefined;
}

function regionsOf(row: TerritoryRow): Region[] {
  const keys = row.r?.split("~") ?? [];
  const names = row.rn?.split("~") ?? keys;
  const latinNames = row.rl?.split("~") ?? names;
  return keys.map((key, at) => ({
    key,
    name: names[at] || key,
    latinName: latinNames[at] || names[at] || key,
  }));
}

function linesOf(format: string): PartLetter[][] {
  return format.split("/").map(lettersOf);
}

function lettersOf(text: string): PartLetter[] {
  return LETTERS.filter((letter) => text.includes(letter)).toSorted(
    (left, right) => text.indexOf(left) - text.indexOf(right),
  );
}

const LETTERS: readonly PartLetter[] = ["N", "O", "A", "D", "C", "S", "Z", "X"];
