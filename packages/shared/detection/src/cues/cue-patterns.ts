import type { Scan } from "../text/tokens.ts";
import { FIELDS } from "../text/tokens.ts";
import type { Vocabulary } from "../text/vocabulary.ts";
import { partsOf } from "./phrase.ts";

/** By the number of the next word: its state, or the patterns' words that it is made of when it is first come to. */
type Following<V> = Map<number, State<V> | number[]>;

/** How far some patterns may have been read. */
interface State<V> {
  /** Of the phrase that ends here. */
  value: V | undefined;
  next: Following<V>;
}

function put<V>(into: Following<V>, id: number, at: number): void {
  const known = into.get(id);
  if (Array.isArray(known)) known.push(at);
  else into.set(id, [at]);
}

/**
 * Patterns of words; finds the longest phrase that begins at a token of a scan. They are an automaton (Glushkov's) whose states are made as they
 * are come to: written out, the patterns are 55,000 phrases.
 */
export class CuePatterns<V> {
  readonly #vocabulary: Vocabulary;
  // Of each word of each pattern, in the order in which they were added.
  readonly #ids: number[] = [];
  readonly #follow: number[][] = [];
  readonly #values: (V | undefined)[] = [];
  /** {@link Following} the beginning, by the number of a word: asked of every word of every message. */
  readonly #first: (State<V> | number[] | undefined)[] = [undefined];
  readonly #states = new Map<string, State<V>>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** The first value given to a phrase stays. */
  add(pattern: string, value: V): void {
    let open: number[] = [];
    let begun = false;
    for (const { options, optional } of partsOf(pattern)) {
      const ends: number[] = [];
      for (const option of options) {
        let before = open;
        for (const [index, word] of option.entries()) {
          const at = this.#ids.push(this.#vocabulary.add(word)) - 1;
          this.#follow[at] = [];
          for (const one of before) this.#follow[one]?.push(at);
          if (!begun && index === 0) this.#begin(this.#ids[at] ?? 0, at);
          before = [at];
        }
        ends.push(...before);
      }
      open = optional ? [...open, ...ends] : ends;
      begun ||= !optional;
    }
    for (const at of open) this.#values[at] = value;
  }

  #begin(id: number, at: number): void {
    while (this.#first.length <= id) this.#first.push(undefined);
    const known = this.#first[id];
    if (Array.isArray(known)) known.push(at);
    else this.#first[id] = [at];
  }

  /** The numbers of the words that a phrase may begin with. */
  get heads(): Iterable<number> {
    return [...this.#first.keys()].filter((id) => this.#first[id] !== undefined);
  }

  /** Calls `found` with the longest phrase at each token, none over another, in order. `words`: of the phrase. */
  each(
    { text, fields, count }: Scan,
    found: (value: V, words: number, first: number, end: number) => void,
  ): void {
    for (let at = 0; at < count;) {
      const head = fields[at * FIELDS + 2] ?? 0;
      // Most words begin no phrase.
      const begun = this.#first[head];
      if (begun === undefined) {
        at++;
        continue;
      }
      let state: State<V> | undefined = Array.isArray(begun)
        ? (this.#first[head] = this.#stateOf(begun))
        : begun;
      let best: V | undefined;
      let bestEnd = at + 1;
      let bestWords = 0;
      for (let end = at + 1, words = 1; state; end++, words++) {
        const { value, next } = state;
        if (value !== undefined) {
          best = value;
          bestEnd = end;
          bestWords = words;
        }
        if (end >= count || next.size === 0) break;
        // "credit-card", "Steuer-ID": a hyphen inside a phrase is a blank.
        if (text.charCodeAt(fields[end * FIELDS] ?? 0) === HYPHEN && end + 1 < count) end++;
        state = this.#behind(next, fields[end * FIELDS + 2] ?? 0);
      }
      if (best !== undefined) found(best, bestWords, at, bestEnd);
      at = bestEnd;
    }
  }

  #behind(next: Following<V>, id: number): State<V> | undefined {
    const known = next.get(id);
    if (!Array.isArray(known)) return known;
    const state = this.#stateOf(known);
    next.set(id, state);
    return state;
  }

  #stateOf(words: readonly number[]): State<V> {
    const set = [...new Set(words)].sort((a, b) => a - b);
    const key = set.join(" ");
    let state = this.#states.get(key);
    if (!state) {
      const next: Following<V> = new Map();
      for (const one of set)
        for (const at of this.#follow[one] ?? []) put(next, this.#ids[at] ?? 0, at);
      const ends = set.find((one) => this.#values[one] !== undefined);
      state = { value: ends === undefined ? undefined : this.#values[ends], next };
      this.#states.set(key, state);
    }
    return state;
  }
}

const HYPHEN = 45;
