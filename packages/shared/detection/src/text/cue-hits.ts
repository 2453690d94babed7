import type { Named } from "../language/lexis.ts";
import { byToken } from "./by-token.ts";

/** A cue phrase at tokens `[first, end)`. */
export interface CueHit extends Named {
  /** How many words it has; a single word is the weaker cue. */
  words: number;
  first: number;
  end: number;
}

/** The cue phrases of a text by a token of theirs, one a token. Every rule asks of every value, so it is no map. */
export class CueHits {
  /** In order. */
  readonly all: CueHit[] = [];
  readonly #at: (CueHit | undefined)[];

  /** For a text of so many tokens; a phrase may end behind the last. */
  constructor(tokens: number) {
    this.#at = byToken<CueHit>(tokens);
  }

  add(token: number, hit: CueHit): void {
    this.#at[token] = hit;
    this.all.push(hit);
  }

  get(token: number): CueHit | undefined {
    return this.#at[token];
  }

  has(token: number): boolean {
    return this.#at[token] !== undefined;
  }

  get size(): number {
    return this.all.length;
  }
}
