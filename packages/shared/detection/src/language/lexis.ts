import * as MEANS from "./means.ts";
import { CuePatterns } from "../cues/cue-patterns.ts";
import { JoinedNumbers } from "../digits/joined-numbers.ts";
import type { FindingType } from "../finding.ts";
import { FINDING_TYPES, TYPE_BITS } from "../finding.ts";
import type { Token } from "../text/tokens.ts";
import { hashOf, Vocabulary } from "../text/vocabulary.ts";
import { en } from "./en.ts";
import type { Language } from "./language.ts";

/** What a cue phrase names. */
export interface Named {
  /** Undefined: the phrase looks like a cue and is none. */
  type: FindingType | undefined;
  /** Of {@link TYPE_BITS}. */
  bit: number;
}

/** Several languages put together for look-up. */
export class Lexis {
  readonly vocabulary = new Vocabulary();
  readonly cues = new CuePatterns<Named>(this.vocabulary);
  /** By the number of a word; without holes, since every word of every message is looked up. */
  readonly #digits: readonly (string | undefined)[];
  readonly #repeats: readonly (number | undefined)[];
  readonly #sounds: readonly (string | undefined)[];
  /** Of the number words. */
  readonly #hashes: ReadonlySet<number>;
  /** The digits of number words by their letters without repeats. */
  readonly #squeezed = new Map<string, string>();
  /** By {@link headOf}: 1 where a number word begins so. */
  readonly #heads = new Uint8Array(1024);
  /** By {@link edgesOf}: 1 where a number word that may be stretched begins and ends so. */
  readonly #edges = new Uint8Array(1024);

  /** Where two languages use a word differently, the first language wins. */
  constructor(languages: readonly Language[]) {
    for (const language of languages) this.#addCues(language);
    for (const id of this.cues.heads) this.#mean(this.vocabulary.words[id] ?? "", MEANS.cueStart);
    const set = (bit: number, pick: (language: Language) => Iterable<string>) => {
      for (const word of languages.flatMap((one) => [...pick(one)])) this.#mean(word, bit);
    };
    set(MEANS.connector, (one) => one.connectors);
    set(MEANS.request, (one) => one.requests);
    set(MEANS.filler, (one) => one.fillers);
    set(MEANS.lead, (one) => one.leads);
    set(MEANS.unit, (one) => one.units);
    set(MEANS.amount, (one) => one.amounts);
    set(MEANS.abbreviation, (one) => one.abbreviations);
    const sounds = new Map<number, string>();
    for (const [word, digit] of languages.flatMap((one) => Object.entries(one.sounds))) {
      const id = this.#mean(word, MEANS.sound);
      if (!sounds.has(id)) sounds.set(id, digit);
    }
    for (const word of PARTS) this.#mean(word, MEANS.part);
    for (const word of ROUND) this.#mean(word, MEANS.round);
    for (const word of SAID_AT) this.#mean(word, MEANS.at);
    for (const word of ORDINALS) this.#mean(word, MEANS.ordinal);
    for (const word of firstMeaning(languages, monthsOf).keys()) this.#mean(word, MEANS.month);
    const digits = firstMeaning(languages, (one) => one.digits);
    const numbers = new Map<number, string>();
    for (const [word, digit] of digits) numbers.set(this.#mean(word, MEANS.digits), digit);
    // Of other languages single digits: their tens begin as many words do.
    const joinable = [...digits].filter(([word, digit]) => digit.length === 1 || word in en.digits);
    this.vocabulary.joined = new JoinedNumbers(joinable);
    const repeats = new Map<number, number>();
    for (const [word, times] of firstMeaning(languages, (one) => one.repeats))
      repeats.set(this.#mean(word, MEANS.repeat), times);
    const { words } = this.vocabulary;
    this.#digits = words.map((_, id) => numbers.get(id));
    this.#repeats = words.map((_, id) => repeats.get(id));
    this.#sounds = words.map((_, id) => sounds.get(id));
    for (const [word, digit] of digits)
      if (word.length > 2 && digit.length === 1) {
        this.#squeezed.set(squeezed(word), digit);
        this.#edges[edgesOf(word)] = 1;
      }
    this.#hashes = new Set(Array.from(digits.keys(), hashOf));
    for (const word of digits.keys())
      this.#heads[headOf(word.charCodeAt(0), word.charCodeAt(1))] = 1;
  }

  /** Whether a token is one of `kinds` (bits of {@link MEANS}); false beyond the text. */
  means(token: Token | undefined, kinds: number): boolean {
    return token !== undefined && ((this.vocabulary.meanings[token.id] ?? 0) & kinds) !== 0;
  }

  /** The digits that a number word stands for. */
  digitsOf(token: Pick<Token, "id"> | undefined): string | undefined {
    return token && this.#digits[token.id];
  }

  /** Whether a word of this hash may be a number word; of all others nearly none may. */
  mayBeDigits(hash: number): boolean {
    return this.#hashes.has(hash);
  }

  /** Whether a number word may begin with these two letters; most words tell themselves from number words so. */
  mayBeginDigits(first: number, second: number): boolean {
    return this.#heads[headOf(first, second)] === 1;
  }

  /** The digits of number words run together: "fouronetwo". */
  joinedDigitsOf({ joined, key }: Token): string | undefined {
    return joined ? this.vocabulary.joined?.read(key, 0, key.length) : undefined;
  }

  /** The digits of a number word with letters doubled or left single: "fourr", "thre". */
  stretchedDigitsOf({ kind, id, key }: Token): string | undefined {
    if (kind !== "word" || id !== 0 || key.length > LONGEST_STRETCHED) return undefined;
    if (this.#edges[edgesOf(key)] !== 1) return undefined;
    return this.#squeezed.get(squeezed(key));
  }

  /** How often a word such as `double` means the next digit. */
  repeatsOf(token: Token | undefined): number | undefined {
    return token && this.#repeats[token.id];
  }

  /** The digit that a word sounds like. */
  soundOf(token: Token | undefined): string | undefined {
    return token && this.#sounds[token.id];
  }

  #mean(word: string, bit: number): number {
    const id = this.vocabulary.add(word);
    this.vocabulary.meanings[id] = (this.vocabulary.meanings[id] ?? 0) | bit;
    return id;
  }

  #addCues(language: Language): void {
    for (const pattern of language.notCues) this.cues.add(pattern, { type: undefined, bit: 0 });
    for (const type of FINDING_TYPES)
      for (const pattern of language.cues[type] ?? [])
        this.cues.add(pattern, { type, bit: TYPE_BITS[type] ?? 0 });
  }
}

const LONGEST_STRETCHED = 24;

function squeezed(word: string): string {
  let at = 1;
  while (at < word.length && word[at] !== word[at - 1]) at++;
  return at >= word.length ? word : word.replace(/(.)\1+/gu, "$1");
}

function edgesOf(word: string): number {
  return headOf(word.charCodeAt(0), word.charCodeAt(word.length - 1));
}

function headOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

const PARTS = [
  "first",
  "second",
  "third",
  "fourth",
  "next",
  "last",
  "final",
  "middle",
  "remaining",
];
const ROUND = ["hundred", "thousand"];
const SAID_AT = ["at", "arroba", "arobase", "klammeraffe", "chiocciola"];
const ORDINALS = ["st", "nd", "rd", "th"];

function monthsOf({ months }: Language): Record<string, string> {
  return Object.fromEntries(months.map((word) => [word, word]));
}

/** A word means a number or a month only where no language before it uses it otherwise: "um", "sept". */
function firstMeaning<T>(
  languages: readonly Language[],
  pick: (language: Language) => Readonly<Record<string, T>>,
): Map<string, T> {
  const meanings = new Map<string, T>();
  const used = new Set<string>();
  for (const language of languages) {
    for (const [word, meaning] of Object.entries(pick(language))) {
      if (!meanings.has(word) && !used.has(word)) meanings.set(word, meaning);
    }
    for (const word of [...language.connectors, ...language.fillers, ...language.units])
      used.add(word);
    for (const word of language.months) used.add(word);
  }
  return meanings;
}
