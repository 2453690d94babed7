import type { Scan } from "../text/tokens.ts";
import { FIELDS } from "../text/tokens.ts";
import type { Vocabulary } from "../text/vocabulary.ts";

/** Phrases by the numbers of their words; finds the longest that begins at a token of a scan. */
export class CueTrie<V> {
  readonly #vocabulary: Vocabulary;
  readonly #next = new Map<number, number>();
  /** By word: the node of the phrases that begin with it. */
  readonly #first: number[] = [];
  /** By node; node 0 is none. */
  readonly #values: (V | undefined)[] = [undefined];
  readonly #hasNext: boolean[] = [false];

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** The first value given to a phrase stays. */
  add(phrase: readonly string[], value: V): void {
    let node = 0;
    for (const word of phrase) {
      const id = this.#vocabulary.add(word);
      let next = node === 0 ? (this.#first[id] ?? 0) : (this.#next.get(edge(node, id)) ?? 0);
      if (next === 0) {
        next = this.#values.push(undefined) - 1;
        this.#hasNext.push(false);
        if (node === 0) this.#first[id] = next;
        else this.#next.set(edge(node, id), next);
      }
      this.#hasNext[node] = true;
      node = next;
    }
    this.#values[node] ??= value;
  }

  /** Calls `found` with the longest phrase at each token, none over another, in order. */
  each({ text, fields, count }: Scan, found: (value: V, first: number, end: number) => void): void {
    for (let at = 0; at < count;) {
      let node = this.#first[fields[at * FIELDS + 2] ?? 0] ?? 0;
      let best: V | undefined;
      let bestEnd = at + 1;
      for (let end = at + 1; node > 0; end++) {
        const value = this.#values[node];
        if (value !== undefined) {
          best = value;
          bestEnd = end;
        }
        if (end >= count || !this.#hasNext[node]) break;
        // "credit-card", "Steuer-ID": a hyphen inside a phrase is a blank.
        if (text.charCodeAt(fields[end * FIELDS] ?? 0) === HYPHEN && end + 1 < count) end++;
        const id = fields[end * FIELDS + 2] ?? 0;
        node = id === 0 ? 0 : (this.#next.get(edge(node, id)) ?? 0);
      }
      if (best !== undefined) found(best, at, bestEnd);
      at = bestEnd;
    }
  }
}

const HYPHEN = 45;

/** Ids and nodes both stay below 2^15, so that an edge is a small integer. */
function edge(node: number, id: number): number {
  return (node << 15) | id;
}
