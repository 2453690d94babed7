import { isFirstName } from "@aside/detection";
import { bare, known, type Gender, type NameLanguage } from "./name-pools.ts";
import { isTitled, titledAs, titleLanguage, wordsOf } from "./name-words.ts";

/** What is known of a word of a name. */
export interface NameWord {
  readonly role: "given" | "family";
  /** Of the whole name: `Katarina Miller` is one language's, whatever else knows a Katarina. */
  readonly language: NameLanguage;
  readonly gender: Gender | null;
}

export interface People {
  learn(name: string): void;
  of(word: string): NameWord;
  knows(word: string): boolean;
  words(): readonly string[];
}

/** What the names of a conversation say of each other's words: a full name more than a word alone. */
export function createPeople(conversation: NameLanguage): People {
  const learnt = new Map<string, NameWord & { readonly certain: boolean }>();

  function wordOf(word: string, language: NameLanguage): NameWord {
    const { family, given, gender } = known(word, language);
    return { role: family && !given ? "family" : "given", language, gender };
  }

  return {
    learn(name) {
      const words = wordsOf(name, conversation).filter((word) => word.length > 1);
      const language = languageOf(words, titleLanguage(name) ?? conversation);
      const title = titledAs(name);
      const titled = isTitled(name) && words.length === 1;
      const reversed = /^[^,]+,\s*\p{L}/u.test(name) || isTurned(words);
      const [called = ""] = reversed ? words.slice(1) : words;
      // Whose first name it is tells of a second one that nobody knows.
      const own = words.length > 1 ? wordOf(called, language).gender : null;
      words.forEach((word, index) => {
        const before = learnt.get(bare(word));
        if (before?.certain === true || (before !== undefined && words.length === 1)) return;
        const one = wordOf(word, language);
        const last = reversed ? index === 0 : index === words.length - 1;
        const role =
          titled || (words.length > 1 && last) ? "family" : words.length > 1 ? "given" : one.role;
        const gender = role === "given" ? (one.gender ?? own ?? title) : null;
        learnt.set(bare(word), { ...one, role, gender, certain: words.length > 1 });
      });
    },
    of: (word) => learnt.get(bare(word)) ?? wordOf(word, languageOf([word], conversation)),
    knows: (word) => learnt.has(bare(word)),
    words: () => [...learnt.keys()],
  };
}

/** `Bacheler Janet`: a word that is no first name in front of one that is nothing else. */
function isTurned(words: readonly string[]): boolean {
  const [first, last] = words.map((word) => known(word));
  if (words.length !== 2 || first === undefined || last === undefined) return false;
  return !first.given && last.given && !last.family && !isFirstName(words[0] ?? "");
}

/** The language that knows most of the words; the conversation's where it is one of these, or where none knows any. */
function languageOf(words: readonly string[], conversation: NameLanguage): NameLanguage {
  if (words.some((word) => /\p{Script=Arabic}/u.test(word))) return "ar";
  const own = conversation === "ar" ? "en" : conversation;
  const counts = new Map<NameLanguage, number>();
  for (const word of words) {
    for (const language of known(word).languages)
      counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  if (most === 0 || counts.get(own) === most) return own;
  // A name of several languages is nobody's in particular.
  const [only = own, another] = [...counts].flatMap(([one, count]) =>
    count === most ? [one] : [],
  );
  return another === undefined ? only : own;
}
