import { phrasesOf } from "../cues/phrase.ts";
import { PhraseTrie } from "../cues/phrase-trie.ts";
import type { FindingType } from "../finding.ts";
import { FINDING_TYPES } from "../finding.ts";
import type { Language } from "./language.ts";

export interface CuePhrase {
  /** Undefined: a phrase that looks like a cue and is none. */
  type: FindingType | undefined;
  /** How many words it has; a single word is the weaker cue. */
  words: number;
}

/** Several languages put together for look-up. */
export interface Lexis {
  cues: PhraseTrie<CuePhrase>;
  connectors: ReadonlySet<string>;
  requests: ReadonlySet<string>;
  digits: ReadonlyMap<string, string>;
  repeats: ReadonlyMap<string, number>;
  fillers: ReadonlySet<string>;
  months: ReadonlyMap<string, number>;
  units: ReadonlySet<string>;
  amounts: ReadonlySet<string>;
  abbreviations: ReadonlySet<string>;
}

/** Where two languages use a word differently, the first language wins. */
export function lexisOf(languages: readonly Language[]): Lexis {
  const cues = new PhraseTrie<CuePhrase>();
  for (const language of languages) {
    for (const phrase of language.notCues.flatMap(phrasesOf)) {
      cues.add(phrase, { type: undefined, words: phrase.length });
    }
    for (const type of FINDING_TYPES) {
      for (const phrase of (language.cues[type] ?? []).flatMap(phrasesOf)) {
        cues.add(phrase, { type, words: phrase.length });
      }
    }
  }
  const all = (pick: (language: Language) => Iterable<string>) =>
    new Set(languages.flatMap((one) => [...pick(one)]));
  return {
    cues,
    connectors: all((one) => one.connectors),
    requests: all((one) => one.requests),
    digits: firstMeaning(languages, (one) => one.digits),
    repeats: firstMeaning(languages, (one) => one.repeats),
    fillers: all((one) => one.fillers),
    months: firstMeaning(languages, (one) => one.months),
    units: all((one) => one.units),
    amounts: all((one) => one.amounts),
    abbreviations: all((one) => one.abbreviations),
  };
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
    for (const word of Object.keys(language.months)) used.add(word);
  }
  return meanings;
}
