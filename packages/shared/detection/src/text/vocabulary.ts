import type { JoinedNumbers } from "../digits/joined-numbers.ts";

/** Words that mean something to somebody, numbered from 1, found by their letters without cutting them out of a text. */
export class Vocabulary {
  readonly words: string[] = [""];
  /** What each word means, in bits that its user defines. */
  meanings = new Uint16Array(256);
  /** Reads unknown words that are number words run together. */
  joined: JoinedNumbers | undefined;
  readonly #ids = new Map<string, number>();
  /** Ids of single ASCII characters. */
  readonly #single = new Uint16Array(128);
  /** Open addressing: ids by hash, 0 where free. */
  #slots = new Uint16Array(1024);
  /** By id: the hash, and where the letters end that {@link #letters} has of it. A string that is read letter by letter costs many times as much. */
  #hashes = new Int32Array(256);
  #ends = new Uint16Array(256);
  /** Of all words, one behind the other. */
  #letters = new Uint16Array(2048);

  /** The word's number; it gets one when it has none. Lower case, without apostrophes. */
  add(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.words.push(word) - 1;
    this.#ids.set(word, id);
    if (word.length === 1 && word.charCodeAt(0) < 128) this.#single[word.charCodeAt(0)] = id;
    if (id >= this.meanings.length) {
      this.meanings = longer(this.meanings);
      this.#ends = longer(this.#ends);
      const hashes = new Int32Array(this.meanings.length);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#write(id, word);
    if (id * 4 > this.#slots.length) this.#grow();
    else this.#place(id);
    return id;
  }

  /** The number of a word, 0 for an unknown one. */
  idOf(word: string): number {
    return this.#ids.get(word) ?? 0;
  }

  /** {@link idOf} a single ASCII character in lower case. */
  single(code: number): number {
    return this.#single[code] ?? 0;
  }

  /** {@link idOf} the ASCII letters or digits at `[start, end)` of a text, read in lower case and over apostrophes. */
  find(hash: number, text: string, start: number, end: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? 0;
      if (id === 0 || (this.#hashes[id] === hash && this.#isWritten(id, text, start, end)))
        return id;
    }
  }

  #isWritten(id: number, text: string, start: number, end: number): boolean {
    const letters = this.#letters;
    let letter = this.#ends[id - 1] ?? 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      // A capital becomes its small letter; small letters and digits stay.
      if (code !== APOSTROPHE && (code | 32) !== letters[letter++]) return false;
    }
    return letter === this.#ends[id];
  }

  #write(id: number, word: string): void {
    let end = this.#ends[id - 1] ?? 0;
    while (end + word.length > this.#letters.length) this.#letters = longer(this.#letters);
    for (let at = 0; at < word.length; at++) this.#letters[end++] = word.charCodeAt(at);
    this.#ends[id] = end;
    this.#hashes[id] = hashOf(word);
  }

  #grow(): void {
    this.#slots = new Uint16Array(this.#slots.length * 2);
    for (let id = 1; id < this.words.length; id++) this.#place(id);
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[id] ?? 0) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }
}

function longer(meanings: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const copy = new Uint16Array(meanings.length * 2);
  copy.set(meanings);
  return copy;
}

/** FNV-1a, one step a code unit. */
export const HASH_START = 0x81_1c_9d_c5 | 0;

export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01_00_01_93);
}

const APOSTROPHE = 39;

/** The hash of a word that was cut out already. */
export function hashOf(word: string): number {
  let hash = HASH_START;
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, word.charCodeAt(at));
  return hash;
}
