import type { Proposal } from "./proposal.ts";

/** The proposals that stand: the surest first, of equal ones the longest, none over another. In order of the text. */
export function resolve(proposals: readonly Proposal[]): Proposal[] {
  if (proposals.length < 2) return proposals.filter((one) => one.type !== undefined);
  const ranked = proposals.toSorted(
    (a, b) =>
      b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const taken = new Intervals();
  const standing = ranked.filter(
    (one) => taken.claim(one.start, one.end) && one.type !== undefined,
  );
  return standing.sort((a, b) => a.start - b.start);
}

/** Disjoint intervals by start, searched by halving. */
class Intervals {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Takes `[start, end)` unless a part of it is taken. */
  claim(start: number, end: number): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    if ((this.#ends[low - 1] ?? 0) > start) return false;
    if ((this.#starts[low] ?? Number.POSITIVE_INFINITY) < end) return false;
    this.#starts.splice(low, 0, start);
    this.#ends.splice(low, 0, end);
    return true;
  }
}
