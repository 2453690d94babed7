/**
 * How many conversations are of each class, for millions of classes: 16 bytes a slot instead of an object. A class is
 * known by 53 bits of a hash, so two classes are taken for one about once in 10^16 pairs.
 */
export class ClassCounts {
  #hashes = new Float64Array(1_024);
  #counts = new Uint32Array(1_024);
  #used = 0;

  add(name: string): void {
    if (this.#used * 2 >= this.#hashes.length) this.#grow();
    const hash = hashOf(name);
    const slot = this.#slotOf(hash);
    if (this.#counts[slot] === 0) this.#used += 1;
    this.#hashes[slot] = hash;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  of(name: string): number {
    return this.#counts[this.#slotOf(hashOf(name))] ?? 0;
  }

  /** Every class's size. */
  *sizes(): Generator<number> {
    for (const count of this.#counts) if (count > 0) yield count;
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
    this.#counts = new Uint32Array(hashes.length * 2);
    hashes.forEach((hash, from) => {
      const count = counts[from] ?? 0;
      if (count === 0) return;
      const slot = this.#slotOf(hash);
      this.#hashes[slot] = hash;
      this.#counts[slot] = count;
    });
  }
}

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
