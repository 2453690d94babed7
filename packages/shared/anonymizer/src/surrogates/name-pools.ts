import { POOLS } from "./pools.generated.ts";

export type NameLanguage = keyof typeof POOLS;
export type Gender = "female" | "male";

/** Names of a language from which a surrogate is drawn; both genders where it is not known. */
export function givenNames(language: NameLanguage, gender: Gender | null): readonly string[] {
  const { female, male } = POOLS[language];
  if (gender !== null) return split(gender === "female" ? female : male);
  return [...split(female), ...split(male)];
}

export function familyNames(language: NameLanguage): readonly string[] {
  return split(POOLS[language].family);
}

/** What a name is known as: languages in the order of the pools, and the gender where all agree. */
export function known(name: string): {
  languages: readonly NameLanguage[];
  gender: Gender | null;
  given: boolean;
  family: boolean;
} {
  index ??= build();
  const entries = index.get(bare(name)) ?? [];
  const genders = new Set(entries.flatMap(({ kind }) => (kind === "family" ? [] : [kind])));
  const [gender = null] = genders.size === 1 ? genders : [];
  return {
    languages: [...new Set(entries.map(({ language }) => language))],
    gender,
    given: genders.size > 0,
    family: entries.some(({ kind }) => kind === "family"),
  };
}

/** Lower case without accents: `josé` and `Jose` are one name. */
export function bare(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase();
}

const LANGUAGES = Object.keys(POOLS).filter((one): one is NameLanguage => one in POOLS);
const lists = new Map<string, readonly string[]>();
let index: Map<string, { language: NameLanguage; kind: Gender | "family" }[]> | undefined;

function split(names: string): readonly string[] {
  const known = lists.get(names) ?? names.split(" ");
  lists.set(names, known);
  return known;
}

function build() {
  const all = new Map<string, { language: NameLanguage; kind: Gender | "family" }[]>();
  for (const language of LANGUAGES) {
    for (const kind of ["female", "male", "family"] as const) {
      for (const name of split(POOLS[language][kind])) {
        const entry = { language, kind };
        const before = all.get(bare(name));
        if (before) before.push(entry);
        else all.set(bare(name), [entry]);
      }
    }
  }
  return all;
}
