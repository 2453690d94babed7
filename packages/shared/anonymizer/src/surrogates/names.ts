import { MIN_VALUE } from "../find-values.ts";
import type { Draw } from "./draw.ts";
import { number, pick } from "./draw.ts";
import {
  bare,
  familyNames,
  givenNames,
  known,
  type Gender,
  type NameLanguage,
} from "./name-pools.ts";
import { isSuffix, isTitle, WORD, wordsOf } from "./name-words.ts";
import type { Originals } from "./originals.ts";
import { createPeople } from "./people.ts";

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
}

/** @param language of the conversation: of a name that is known in several, or in none */
export function createNames(draw: Draw, originals: Originals, language: NameLanguage): Names {
  const people = createPeople(language);
  const surrogates = new Map<string, string>();
  const initials = new Map<string, string>();
  const exhausted = new Set<readonly string[]>();

  function surrogateOf(word: string): string {
    const key = bare(word);
    const before = surrogates.get(key);
    if (before !== undefined) return before;
    const plain = withoutS(word);
    if (plain !== null) return `${surrogateOf(plain)}s`;
    const { role, language: own, gender } = people.of(word);
    const pool = poolOf(role, own, gender);
    const surrogate =
      free(key, pool) ?? free(key, poolOf(role, "en", null)) ?? joined(key, pool) ?? "Name";
    surrogates.set(key, surrogate);
    originals.take(surrogate);
    return surrogate;
  }

  /** `Angelas` beside `Angela`, where it is no name of its own: a possessive that was typed without its apostrophe. */
  function withoutS(word: string): string | null {
    const stem = word.slice(0, -1);
    const { given, family } = known(word);
    return /[sS]$/.test(word) && stem.length >= MIN_STEM && people.knows(stem) && !given && !family
      ? stem
      : null;
  }

  /** From a place that the key draws; a pool that has none left is not gone through again. */
  function free(key: string, pool: readonly string[]): string | undefined {
    if (exhausted.has(pool)) return undefined;
    const from = number(draw(`name ${key}`), pool.length);
    const step = pool.length % STRIDE === 0 ? 1 : STRIDE;
    for (let at = 0; at < pool.length; at++) {
      const candidate = pool[(from + at * step) % pool.length] ?? "";
      if (bare(candidate) !== key && isFree(candidate)) return candidate;
    }
    exhausted.add(pool);
    return undefined;
  }

  /** `Ann-Marie`: where a conversation has more names than the pools. */
  function joined(key: string, pool: readonly string[]): string | undefined {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const bytes = draw(`names ${key} ${attempt}`);
      const candidate = `${pick(pool, bytes)}-${pick(pool, bytes, 1)}`;
      if (isFree(candidate)) return candidate;
    }
    return undefined;
  }

  function isFree(candidate: string): boolean {
    const plain = bare(candidate);
    return originals.isFreeWord(candidate) && originals.isFreeWord(plain) && !holdsOriginal(plain);
  }

  /** `anandamayi` is no surrogate where there is an Anand. */
  function holdsOriginal(candidate: string): boolean {
    for (let start = 0; start + MIN_VALUE <= candidate.length; start++)
      for (let end = start + MIN_VALUE; end <= candidate.length; end++)
        if (people.knows(candidate.slice(start, end))) return true;
    return false;
  }

  /** `J.` is the first letter of the person whom it stands for; two letters are two people. */
  function initialOf(letter: string): string {
    const key = bare(letter);
    const before = initials.get(key);
    if (before !== undefined) return before;
    const whole = people.words().find((word) => word.startsWith(key));
    const given = [...initials.values()];
    const unlike = LETTERS.filter((one) => !given.includes(one) && one.toLowerCase() !== key);
    const initial =
      whole === undefined
        ? pick(unlike.length > 0 ? unlike : LETTERS, draw(`initial ${key}`))
        : surrogateOf(whole).charAt(0).toUpperCase();
    initials.set(key, initial);
    return initial;
  }

  return {
    learn: (name) => people.learn(name),
    name(name) {
      if (isSuffix(name.trim())) return name;
      const spelled = /^\s*\p{L}(?:([\s.,-]{1,3})\p{L}){2,}\.?\s*$/u.exec(name);
      if (spelled)
        return styled(surrogateOf(name.replace(/[^\p{L}]/gu, "")), name)
          .split("")
          .join(spelled[1] ?? " ");
      const begin = name.search(/\S/u);
      return name.replace(WORD, (word, at: number) => {
        if (isTitle(word, at - begin, language) && wordsOf(name, language).length > 0) return word;
        if (word.length === 1) return styled(initialOf(word), word);
        const possessive = /['’][sS]?$/.exec(word)?.[0] ?? "";
        const stem = word.slice(0, word.length - possessive.length);
        return styled(surrogateOf(stem), stem) + possessive;
      });
    },
    handle: (word) => (word.length === 1 ? initialOf(word).toLowerCase() : bare(surrogateOf(word))),
    knows: (word) => people.knows(word),
  };
}

const ATTEMPTS = 20;
/** A prime: neighbours in a pool are alike. */
const STRIDE = 101;
const MIN_STEM = 3;
const LETTERS = [..."ABCDEFGHJKLMNPRSTVW"];

function poolOf(
  role: "given" | "family",
  language: NameLanguage,
  gender: Gender | null,
): readonly string[] {
  return role === "family" ? familyNames(language) : givenNames(language, gender);
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
