import { placeNamed, regionName } from "./places/places.ts";
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
  const place = type === "quasi.city" || type === "quasi.region" ? placeNamed(value) : undefined;
  if (place !== undefined && (level > 0 || type === "quasi.region"))
    return `quasi.region=${regionName(place, "en").toLowerCase()}`;
  const month = type === "quasi.date" && level === 1 ? monthOf(value) : undefined;
  return `${type}=${(month ?? generalise(value, type, level))
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
    const place = placeNamed(value);
    return place === undefined ? undefined : regionName(place, language);
  },
  "quasi.region": (value) => value,
  "quasi.age": (value) => decade(value),
  "quasi.birth-year": (value) => decade(value),
  "quasi.date": (value) => {
    const month = monthOf(value);
    if (month === undefined || month.includes("-")) return month;
    // Where its day stood, so that the sentence still reads: `on the [DAY] of March`.
    if (!/^\d/.test(value)) return `${month} [DAY]`;
    return `[DAY] ${/\b(?:of|de) /i.exec(value)?.[0] ?? ""}${month}`;
  },
  "quasi.occupation": (value) => value,
};

/** `March`, as it is written; `2026-03`. */
function monthOf(date: string): string | undefined {
  if (!/\d/.test(date)) return undefined;
  return /\p{L}{3,}/u.exec(date)?.[0] ?? /^(\d{4}-\d{2})-/.exec(date)?.[1];
}

function decade(value: string): string | undefined {
  return /^\d+$/.test(value) ? `${value.slice(0, -1)}0s` : undefined;
}
