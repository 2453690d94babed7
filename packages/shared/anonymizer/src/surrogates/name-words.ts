import type { Gender, NameLanguage } from "./name-pools.ts";

/** A word of a name, its apostrophes included. */
export const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?/gu;

/**
 * Whether a word of a name is nobody's: a title or a particle. `Al Green`, `Don Henley` and `Van Morrison` begin with a
 * first name that reads as one; where people speak Spanish, `Don` is the title.
 *
 * @param at the word's offset in the name
 */
export function isTitle(word: string, at: number, conversation: NameLanguage): boolean {
  if (isSuffix(word)) return at > 0;
  if (!TITLE.test(word)) return false;
  if (at > 0 || !GIVEN.test(word)) return true;
  return conversation === "es" && word.toLowerCase() === "don";
}

const TITLE =
  /^(?:mr|mrs|ms|miss|mx|dr|doc|prof|sir|madam|herr|frau|señor|señora|sr|sra|don|doña|monsieur|madame|mme|mlle|senhor|senhora|dona|de|del|da|dos|do|di|van|von|der|den|la|le|bin|al|el|and|und|y|et|e)$/iu;

/** What stands behind a name and is nobody's: `Jr`. */
export function isSuffix(word: string): boolean {
  return /^(?:jn?r|snr|i{2,3}|esq|phd)$/iu.test(word);
}

const WOMEN = /^(?:mrs|ms|miss|madam|frau|señora|sra|doña|madame|mme|mlle|senhora|dona)$/iu;
const MEN = /^(?:mr|sir|herr|señor|sr|don|monsieur|senhor)$/iu;

const GIVEN = /^(?:al|bin|di|don|van)$/iu;

/** The words of a name that are somebody's, without their possessive. */
export function wordsOf(name: string, conversation: NameLanguage): string[] {
  return Array.from(name.trim().matchAll(WORD), ({ 0: word, index }) => ({
    word: word.replace(/['’][sS]?$/u, ""),
    index,
  }))
    .filter(({ word, index }) => word !== "" && !isTitle(word, index, conversation))
    .map(({ word }) => word);
}

/** What a title in front says of the person. */
export function titledAs(name: string): Gender | null {
  const [first = ""] = name.match(WORD) ?? [];
  return WOMEN.test(first) ? "female" : MEN.test(first) ? "male" : null;
}

/** The title in front of a name that was found without it: `Mr. `. */
export function titleBefore(text: string, start: number): string {
  const [whole = "", title = ""] =
    /(\p{L}+)\.? $/u.exec(text.slice(Math.max(0, start - 12), start)) ?? [];
  return WOMEN.test(title) || MEN.test(title) || /^(?:dr|prof)$/i.test(title) ? whole : "";
}

/** `Frau` speaks German. */
export function titleLanguage(name: string): NameLanguage | undefined {
  const [first = ""] = name.match(WORD) ?? [];
  return TITLES_OF.find(([, titles]) => titles.test(first))?.[0];
}

const TITLES_OF: readonly (readonly [NameLanguage, RegExp])[] = [
  ["de", /^(?:herr|frau)$/iu],
  ["es", /^(?:señora?|doña)$/iu],
  ["fr", /^(?:monsieur|madame|mme|mlle)$/iu],
  ["pt", /^(?:senhora?|dona)$/iu],
];

/** Whether it begins with a title or a particle. */
export function isTitled(name: string): boolean {
  return TITLE.test(name.match(WORD)?.[0] ?? "");
}
