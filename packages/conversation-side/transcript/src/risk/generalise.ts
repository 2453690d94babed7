import { placeKey, placeOf, regionName } from "./places/places.ts";
import type { QuasiType } from "./quasi-identifiers.ts";

/** 0: as it was said. 1: coarser. 2: only its kind. */
export type Level = 0 | 1 | 2;

/**
 * What stands in place of a quasi-identifier at a level: a city's state or country, an age's decade, a date's month.
 *
 * @param language of the conversation, as `en`: a country's name is in it
 */
export function generalise(value: string, type: string, level: Level, language = "en"): string {
  if (level === 0) return value;
  if (level === 2 || !(type in COARSER)) return PLACEHOLDERS[type] ?? "[FACT]";
  return COARSER[type]?.(value, language) ?? PLACEHOLDERS[type] ?? "[FACT]";
}

/** How two values are compared: spellings of one fact are one, `Boston` and `Massachusetts` are once it is coarser. */
export function factOf(value: string, type: QuasiType, level: Level): string {
  const place =
    type === "quasi.city" || type === "quasi.region" ? placeOf(placeKey(value)) : undefined;
  if (place !== undefined && (level > 0 || type === "quasi.region"))
    return `quasi.region=${regionName(place, "en").toLowerCase()}`;
  return `${type}=${generalise(value, type, level)
    .toLowerCase()
    .replace(/[\s,.]+/g, " ")}`;
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "quasi.given-name": "[NAME]",
  "quasi.city": "[CITY]",
  "quasi.region": "[REGION]",
  "quasi.age": "[AGE]",
  "quasi.birth-year": "[YEAR]",
  "quasi.date": "[DATE]",
  "quasi.employer": "[EMPLOYER]",
  "quasi.occupation": "[OCCUPATION]",
  "quasi.event": "[EVENT]",
};

/** What is not here has nothing coarser than its kind. */
const COARSER: Readonly<Record<string, (value: string, language: string) => string | undefined>> = {
  "quasi.city": (value, language) => {
    const place = placeOf(placeKey(value));
    return place === undefined ? undefined : regionName(place, language);
  },
  "quasi.region": (value) => value,
  "quasi.age": (value) => decade(value),
  "quasi.birth-year": (value) => decade(value),
  "quasi.date": (value) => {
    if (!/\d/.test(value)) return undefined;
    const named = /\p{L}{3,}/u.exec(value.replace(/\bof\b/i, ""))?.[0];
    if (named !== undefined) return named;
    return /^(\d{4}-\d{2})-/.exec(value)?.[1];
  },
  "quasi.occupation": (value) => value,
};

function decade(value: string): string | undefined {
  return /^\d+$/.test(value) ? `${value.slice(0, -1)}0s` : undefined;
}
