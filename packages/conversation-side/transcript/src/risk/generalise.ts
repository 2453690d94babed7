import type { QuasiType } from "./quasi-identifiers.ts";

/** 0: as it was said. 1: coarser. 2: only its kind. */
export type Level = 0 | 1 | 2;

/** What stands in place of a quasi-identifier at a level: a city's kind, an age's decade, a date's month. */
export function generalise(value: string, type: string, level: Level): string {
  if (level === 0) return value;
  if (level === 2 || !(type in COARSER)) return PLACEHOLDERS[type] ?? "[FACT]";
  return COARSER[type]?.(value) ?? PLACEHOLDERS[type] ?? "[FACT]";
}

/** How two values are compared: spellings of one fact are one. */
export function factOf(value: string, type: QuasiType, level: Level): string {
  return `${type}=${generalise(value, type, level)
    .toLowerCase()
    .replace(/[\s,.]+/g, " ")}`;
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "quasi.given-name": "[NAME]",
  "quasi.city": "[CITY]",
  "quasi.age": "[AGE]",
  "quasi.birth-year": "[YEAR]",
  "quasi.date": "[DATE]",
  "quasi.employer": "[EMPLOYER]",
  "quasi.occupation": "[OCCUPATION]",
  "quasi.event": "[EVENT]",
};

/** What is not here has nothing coarser than its kind. */
const COARSER: Readonly<Record<string, (value: string) => string | undefined>> = {
  "quasi.age": (value) => decade(value),
  "quasi.birth-year": (value) => decade(value),
  "quasi.date": (value) => {
    const named = /\p{L}{3,}/u.exec(value.replace(/\bof\b/i, ""))?.[0];
    if (named !== undefined) return named;
    return /^(\d{4}-\d{2})-/.exec(value)?.[1];
  },
  "quasi.occupation": (value) => value,
};

function decade(value: string): string | undefined {
  return /^\d+$/.test(value) ? `${value.slice(0, -1)}0s` : undefined;
}
