export interface Random {
  /** A whole number from 0, smaller than `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** So many decimal digits, the first not 0. */
  digits(length: number): string;
}

/** Xorshift of 32 bits (Marsaglia 2003): the same sequences in every run. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const below = (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    digits: (length) =>
      String(1 + below(9)) + Array.from({ length: length - 1 }, () => below(10)).join(""),
  };
}
