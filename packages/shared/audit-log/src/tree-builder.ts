import { emptyRoot, leafHash, nodeHash } from "./merkle.ts";
import type { Sha256 } from "./sha256.ts";

/** The tree as it grows by one leaf at a time, holding one hash a level. */
export interface TreeBuilder {
  readonly size: number;
  /** The roots of the largest whole subtrees from the left, whose sizes are the powers of two that `size` is the sum of. */
  readonly peaks: readonly Uint8Array[];
  add(chained: Uint8Array): void;
  root(): Uint8Array;
}

/**
 * @param from where an earlier one stood
 * @param whole told of each subtree that is whole now and will not change: how many leaves, which of its size from 0, its hash
 */
export function createTreeBuilder(
  sha256: Sha256,
  from: { readonly size: number; readonly peaks: readonly Uint8Array[] } = { size: 0, peaks: [] },
  whole: (leaves: number, index: number, hash: Uint8Array) => void = () => undefined,
): TreeBuilder {
  const peaks = [...from.peaks];
  let size = from.size;
  return {
    get size() {
      return size;
    },
    peaks,
    add(chained) {
      let hash = leafHash(chained, sha256);
      size += 1;
      for (let leaves = 2; size % leaves === 0; leaves *= 2) {
        const left = peaks.pop();
        if (left === undefined) break;
        hash = nodeHash(left, hash, sha256);
        whole(leaves, size / leaves - 1, hash);
      }
      peaks.push(hash);
    },
    root() {
      const last = peaks.at(-1);
      if (last === undefined) return emptyRoot(sha256);
      return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right, sha256), last);
    },
  };
}
