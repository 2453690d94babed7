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
  const all = <T>(pick: (language: Language) => Iterable<T>) => languages.flatMap((one) => [...pick(one)]);
  const first = <T>(pick: (language: Language) => Readonly<Record<string, T>>) =>
    new Map(all((one) => Object.entries(pick(one))).reverse());
  return {
    cues,
    connectors: new Set(all((one) => one.connectors)),
    requests: new Set(all((one) => one.requests)),
    digits: first((one) => one.digits),
    repeats: first((one) => one.repeats),
    fillers: new Set(all((one) => one.fillers)),
    months: first((one) => one.months),
    units: new Set(all((one) => one.units)),
    amounts: new Set(all((one) => one.amounts)),
    abbreviations: new Set(all((one) => one.abbreviations)),
  };
}
