import type { QuasiType } from "../quasi-identifiers.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { FactWords } from "./fact-words.ts";
import { fr } from "./fr.ts";
import { pt } from "./pt.ts";

/** All at once: people change their language, and a fact is one in each. */
const ALL: readonly FactWords[] = [en, de, es, fr, pt];

const LEFT = "(?<![\\p{L}\\p{N}])";
const RIGHT = "(?![\\p{L}\\p{N}])";

/** The first group that matched is the fact. */
export const PATTERNS: readonly (readonly [QuasiType, RegExp])[] = [
  ["quasi.birth-year", among((words) => words.birthYears)],
  ["quasi.age", among((words) => words.ages)],
  ["quasi.date", whole("\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{4}|\\d{2})")],
  ...ALL.map(
    (words) =>
      [
        "quasi.date",
        whole(
          words.dates.map((date) => filled(date, words, ["(?:19|20)\\d{2}", "\\d{1,3}"])).join("|"),
        ),
      ] as const,
  ),
];

export const HOLIDAYS = whole(ALL.map(({ holidays }) => holidays).join("|"));
export const EMPLOYER_LEADS = leads((words) => words.employers);
export const ROLE_LEADS = leads((words) => words.roles);
export const OCCUPATIONS = phrases((words) => words.occupations);
export const EVENTS = phrases((words) => words.events);

function among(pick: (words: FactWords) => readonly string[]): RegExp {
  const sources = ALL.flatMap((words) =>
    pick(words).map((one) => filled(one, words, ["((?:19|20)\\d{2})", "(\\d{1,3})"])),
  );
  return new RegExp(`${LEFT}(?:${sources.join("|")})${RIGHT}`, "dgiu");
}

function whole(source: string): RegExp {
  return new RegExp(`${LEFT}(${source})${RIGHT}`, "dgiu");
}

function leads(pick: (words: FactWords) => readonly string[]): RegExp {
  return new RegExp(`${LEFT}(?:${ALL.flatMap((words) => pick(words)).join("|")}) `, "giu");
}

export interface Phrases {
  /** In small letters. */
  readonly all: ReadonlySet<string>;
  /** The first word of each. */
  readonly beginnings: ReadonlySet<string>;
}

/** Also without accents, as they are typed. */
function phrases(pick: (words: FactWords) => string): Phrases {
  const typed = ALL.flatMap((words) => pick(words).split("|"));
  const all = [...typed, ...typed.map((one) => one.normalize("NFD").replace(/\p{M}/gu, ""))];
  const first = all.map((one) => /^\p{L}[\p{L}\p{M}-]*/u.exec(one)?.[0] ?? one);
  return { all: new Set(all), beginnings: new Set(first) };
}

function filled(
  pattern: string,
  { months }: FactWords,
  [year, age]: readonly [string, string],
): string {
  const parts: Readonly<Record<string, string>> = {
    D: "\\d{1,2}",
    M: `(?:${months})`,
    N: age,
    Y: year,
  };
  return pattern.replace(/[DMNY]/g, (letter) => parts[letter] ?? "");
}
