import { isCommonWord, isPlaceName } from "@aside/detection";
import { OTHERS, POOLS } from "./pools.generated.ts";

export type NameLanguage = keyof typeof POOLS;
export type Gender = "female" | "male";

/** Names of a language from which a surrogate is drawn; both genders where it is not known. */
export function givenNames(language: NameLanguage, gender: Gender | null): readonly string[] {
  const { female, male } = POOLS[language];
  if (gender !== null) return plain(gender === "female" ? female : male);
  const both = bothGenders.get(language) ?? [...plain(female), ...plain(male)];
  bothGenders.set(language, both);
  return both;
}

const bothGenders = new Map<NameLanguage, readonly string[]>();

export function familyNames(language: NameLanguage): readonly string[] {
  return plain(POOLS[language].family);
}

/** Those that nobody reads as a word or a place: `Judge`, `Major` and `America` would change what a sentence says. */
function plain(names: string): readonly string[] {
  const before = plainNames.get(names);
  if (before !== undefined) return before;
  const all = split(names).filter((name) => !isCommonWord(name) && !isPlaceName(name));
  plainNames.set(names, all);
  return all;
}

/** What a word of a name is known as, in one language or in all; of a language without a pool, what kind of name it is. */
export interface Known {
  /** In the order of the pools. */
  readonly languages: readonly NameLanguage[];
  /** Where all agree. */
  readonly gender: Gender | null;
  readonly given: boolean;
  readonly family: boolean;
}

/** @param within what one language says; what all say where it does not know the word */
export function known(name: string, within?: NameLanguage): Known {
  index ??= build();
  const all = index.get(bare(name)) ?? [];
  const own = all.filter(({ language }) => language === within);
  const entries = own.length > 0 ? own : all;
  const kinds = new Set(entries.length > 0 ? entries.map(({ kind }) => kind) : otherKinds(name));
  const genders = GENDERS.filter((one) => kinds.has(one));
  const [gender = null] = genders.length === 1 ? genders : [];
  return {
    languages: [...new Set(all.map(({ language }) => language))],
    gender,
    given: genders.length > 0,
    family: kinds.has("family"),
  };
}

/** Lower case without accents: `josé` and `Jose` are one name. */
export function bare(name: string): string {
  if (/^[a-z]+$/i.test(name)) return name.toLowerCase();
  return name
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase();
}

/** The pools' language of that code, as `en`. */
export function nameLanguage(code: string): NameLanguage | undefined {
  return LANGUAGES.find((one) => one === code);
}

interface Entry {
  readonly language: NameLanguage;
  readonly kind: Gender | "family";
}

const GENDERS = ["female", "male"] as const;
const KINDS = [...GENDERS, "family"] as const;
const LANGUAGES = Object.keys(POOLS).filter((one): one is NameLanguage => one in POOLS);
const lists = new Map<string, readonly string[]>();
const plainNames = new Map<string, readonly string[]>();
let index: Map<string, Entry[]> | undefined;
let others: ReadonlyMap<Entry["kind"], ReadonlySet<string>> | undefined;

function otherKinds(name: string): Entry["kind"][] {
  others ??= new Map(KINDS.map((kind) => [kind, new Set(OTHERS[kind].split(" "))]));
  const key = bare(name);
  return KINDS.filter((kind) => others?.get(kind)?.has(key));
}

function split(names: string): readonly string[] {
  const before = lists.get(names) ?? names.split(" ");
  lists.set(names, before);
  return before;
}

function build(): Map<string, Entry[]> {
  const all = new Map<string, Entry[]>();
  for (const language of LANGUAGES) {
    for (const kind of KINDS) {
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
