/**
 * How many conversations are of each class, for millions of classes in a bounded memory: 9 bytes a slot instead of an
 * object. A class is known by 53 bits of a hash, so two classes are taken for one about once in 10^16 pairs; more than 255
 * are counted as 255. A class that finds no room any more counts as one conversation's own: it is protected more than it
 * needs, never less.
 *
 * @param most classes; 1.5 million take 19 MB
 */
export class ClassCounts {
  #hashes = new Float64Array(FIRST);
  #counts = new Uint8Array(FIRST);
  #used = 0;
  readonly #most: number;

  constructor(most = MOST) {
    this.#most = most;
  }

  add(name: string): void {
    const hash = hashOf(name);
    let slot = this.#slotOf(hash);
    if (this.#counts[slot] === 0) {
      if (this.#used >= this.#most) return;
      if ((this.#used + 1) / this.#hashes.length > FILLED) {
        this.#grow();
        slot = this.#slotOf(hash);
      }
      this.#used += 1;
      this.#hashes[slot] = hash;
    }
    this.#counts[slot] = Math.min(MOST_COUNTED, (this.#counts[slot] ?? 0) + 1);
  }

  /** 0 for a class that was never added or found no room. */
  of(name: string): number {
    return this.#counts[this.#slotOf(hashOf(name))] ?? 0;
  }

  #slotOf(hash: number): number {
    const { length } = this.#hashes;
    let slot = hash % length;
    while ((this.#counts[slot] ?? 0) > 0 && this.#hashes[slot] !== hash) slot = (slot + 1) % length;
    return slot;
  }

  #grow(): void {
    const [hashes, counts] = [this.#hashes, this.#counts];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#counts = new Uint8Array(hashes.length * 2);
    hashes.forEach((hash, from) => {
      const count = counts[from] ?? 0;
      if (count === 0) return;
      const slot = this.#slotOf(hash);
      this.#hashes[slot] = hash;
      this.#counts[slot] = count;
    });
  }
}

const FIRST = 1_024;
const MOST = 1_500_000;
const FILLED = 0.75;
const MOST_COUNTED = 255;

/** cyrb53 (public domain): 53 bits, well spread. */
function hashOf(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
