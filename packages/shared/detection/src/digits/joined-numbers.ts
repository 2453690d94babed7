/** Number words run together, as speech recognition and hurried people write them: "fouronetwofour" is 4124. */
export class JoinedNumbers {
  /** Number words by their first two letters, the longest first. */
  readonly #words: [word: string, digits: string][][] = [];
  /** By two letters: whether a number word ends with them. */
  readonly #tails = new Uint8Array(1024);

  constructor(digits: Iterable<readonly [word: string, digits: string]>) {
    for (const [word, value] of digits) {
      if (word.length < 2 || !/^[a-z]+$/.test(word)) continue;
      (this.#words[pairOf(word, 0)] ??= []).push([word, value]);
      this.#tails[pairOf(word, word.length - 2)] = 1;
    }
    for (const list of this.#words) list?.sort(([a], [b]) => b.length - a.length);
  }

  /** The digits of the letters at `[start, end)` when they are two number words or more and nothing else. */
  read(text: string, start: number, end: number): string | undefined {
    if (end - start < SHORTEST || end - start > LONGEST) return undefined;
    // Most words tell themselves from number words by how they begin and end.
    if (this.#tails[pairOf(text, end - 2)] === 0 || !this.#words[pairOf(text, start)])
      return undefined;
    return this.#rest(text.slice(start, end).toLowerCase(), 0, 0);
  }

  #rest(word: string, from: number, count: number): string | undefined {
    if (from === word.length) return count > 1 ? "" : undefined;
    for (const [number, digits] of this.#words[pairOf(word, from)] ?? []) {
      if (!word.startsWith(number, from)) continue;
      const rest = this.#rest(word, from + number.length, count + 1);
      if (rest !== undefined) return digits + rest;
    }
    return undefined;
  }
}

const SHORTEST = 6;
/** Nineteen digits of five letters. */
const LONGEST = 95;

/** Two letters in any case; marks are taken for letters here and there. */
function pairOf(text: string, at: number): number {
  return ((text.charCodeAt(at) & 31) << 5) | (text.charCodeAt(at + 1) & 31);
}
