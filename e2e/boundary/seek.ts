/** One of several needles begins here. */
export interface Place {
  /** Which of them. */
  readonly index: number;
  /** The byte that it begins at. */
  readonly at: number;
}

/**
 * Looks for several needles at once: one pass over the bytes. A pass for each takes many times as long, and a heap has hundreds of megabytes.
 *
 * @param needles of two bytes or more
 */
export function seekAll(needles: readonly Buffer[]): (bytes: Buffer) => Generator<Place> {
  /** By the first two bytes, the needles that begin so. */
  const byPair = new Map<number, number[]>();
  const isBegun = new Uint8Array(0x1_00_00);
  for (const [index, needle] of needles.entries()) {
    if (needle.length < 2) throw new Error("a needle of less than two bytes is everywhere");
    const pair = needle.readUInt16BE();
    byPair.set(pair, [...(byPair.get(pair) ?? []), index]);
    isBegun[pair] = 1;
  }
  return function* placesIn(bytes) {
    let pair = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      pair = ((pair << 8) | (bytes[at] ?? 0)) & 0xff_ff;
      if (isBegun[pair] === 0 || at === 0) continue;
      for (const index of byPair.get(pair) ?? []) {
        const needle = needles[index];
        if (needle?.equals(bytes.subarray(at - 1, at - 1 + needle.length)))
          yield { index, at: at - 1 };
      }
    }
  };
}
