import type { Draw } from "./draw.ts";
import { pick } from "./draw.ts";
import { bare, familyNames, givenNames, known, type NameLanguage } from "./name-pools.ts";
import type { Originals } from "./originals.ts";

/** What part of a full name a word is. */
export type Role = "given" | "family";

/**
 * Names of one conversation, word by word: each word of a name has one surrogate, so that full name, first name alone,
 * surname alone, small letters, possessive, e-mail and username of one person agree, and a family shares a surname.
 */
export interface Names {
  /** Notes what a full name says of its words. Call it for every name before the first surrogate. */
  learn(name: string): void;
  /** A name with every word replaced, its marks, titles, cases and possessives kept. */
  name(name: string): string;
  /** The surrogate of one word, in small letters without accents: for e-mail addresses and usernames. */
  handle(word: string): string;
  /** Whether the word belongs to a name that was learnt. */
  knows(word: string): boolean;
  /** The learnt words, longest first. */
  words(): readonly string[];
}

export function createNames(draw: Draw, originals: Originals): Names {
  const roles = new Map<string, Role>();
  const surrogates = new Map<string, string>();

  function surrogateOf(word: string): string {
    const key = bare(word);
    const before = surrogates.get(key);
    if (before !== undefined) return before;
    const { languages, gender, given, family } = known(word);
    const role = roles.get(key) ?? (family && !given ? "family" : "given");
    const language = languages[0] ?? scriptOf(word);
    const pool = role === "family" ? familyNames(language) : givenNames(language, gender);
    const surrogate =
      free(key, pool) ??
      free(key, role === "family" ? familyNames("en") : givenNames("en", null)) ??
      "Name";
    surrogates.set(key, surrogate);
    originals.take(surrogate);
    return surrogate;
  }

  function free(key: string, pool: readonly string[]): string | undefined {
    for (let attempt = 0; attempt < pool.length; attempt++) {
      const candidate = pick(pool, draw(`name ${key} ${attempt}`));
      if (
        bare(candidate) !== key &&
        originals.isFreeWord(candidate) &&
        originals.isFreeWord(bare(candidate))
      )
        return candidate;
    }
    return undefined;
  }

  /** `J.` is the first letter of the person whom it stands for. */
  function initialOf(letter: string): string {
    const key = bare(letter);
    const whole = [...roles.keys()].find((word) => word.startsWith(key));
    const surrogate =
      whole === undefined ? pick(LETTERS, draw(`initial ${key}`)) : surrogateOf(whole);
    return surrogate.charAt(0).toUpperCase();
  }

  return {
    learn(name) {
      const words = wordsOf(name);
      const titled = TITLE.test(name.match(WORD)?.[0] ?? "") && words.length === 1;
      const reversed = /^[^,]+,\s*\p{L}/u.test(name) && words.length > 1;
      words.forEach((word, index) => {
        if (word.length < 2) return;
        const last = reversed ? index === 0 : index === words.length - 1;
        if (words.length > 1 || titled) {
          const role = last || titled ? "family" : "given";
          if (!roles.has(bare(word)) || words.length > 1) roles.set(bare(word), role);
        }
      });
      for (const word of words) {
        const { family, given } = known(word);
        if (word.length > 1 && !roles.has(bare(word)))
          roles.set(bare(word), family && !given ? "family" : "given");
      }
    },
    name(name) {
      const spelled = /^\s*\p{L}(?:([\s.,-]{1,3})\p{L}){2,}\.?\s*$/u.exec(name);
      if (spelled)
        return styled(surrogateOf(name.replace(/[^\p{L}]/gu, "")), name)
          .split("")
          .join(spelled[1] ?? " ");
      return name.replace(WORD, (word) => {
        if (TITLE.test(word) && wordsOf(name).length > 0) return word;
        if (word.length === 1) return styled(initialOf(word), word);
        const possessive = /['’][sS]?$/.exec(word)?.[0] ?? "";
        const stem = word.slice(0, word.length - possessive.length);
        return styled(surrogateOf(stem), stem) + possessive;
      });
    },
    handle: (word) => (word.length === 1 ? initialOf(word).toLowerCase() : bare(surrogateOf(word))),
    knows: (word) => roles.has(bare(word)),
    words: () => [...roles.keys()].toSorted((a, b) => b.length - a.length),
  };
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?/gu;
const TITLE =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|herr|frau|señor|señora|sr|sra|don|doña|monsieur|madame|mme|mlle|senhor|senhora|dona|de|del|da|dos|do|di|van|von|der|den|la|le|bin|al|el|and|und|y|et|e)$/iu;
const LETTERS = [..."ABCDEFGHJKLMNPRSTVW"];

function wordsOf(name: string): string[] {
  return (name.match(WORD) ?? [])
    .map((word) => word.replace(/['’][sS]?$/u, ""))
    .filter((word) => word !== "" && !TITLE.test(word));
}

function scriptOf(word: string): NameLanguage {
  return /\p{Script=Arabic}/u.test(word) ? "ar" : "en";
}

/** In capitals or small letters as the original was. */
function styled(surrogate: string, original: string): string {
  if (original === original.toLowerCase() && original !== original.toUpperCase())
    return surrogate.toLowerCase();
  if (
    original.length > 1 &&
    original === original.toUpperCase() &&
    original !== original.toLowerCase()
  )
    return surrogate.toUpperCase();
  return surrogate;
}
