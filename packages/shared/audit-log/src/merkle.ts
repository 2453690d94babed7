import { concat, equal } from "./bytes.ts";
import type { Sha256 } from "./sha256.ts";

/** Leaves `from` up to and without `to`, from 0. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The Merkle tree of RFC 6962, section 2.1, over a tenant's chain hashes: the leaf of entry i is `SHA-256(0x00 ‖ h_i)`, a node
 * `SHA-256(0x01 ‖ left ‖ right)`. A leaf covers, through the chain, all entries before it.
 */
export function leafHash(chained: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(LEAF, chained));
}

export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(NODE, left, right));
}

/** The root of no leaves. */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array());
}

/**
 * The hash of a subtree, or null where a leaf of it is not known.
 *
 * @param known a hash that needs no computing, or undefined
 */
export function rangeHash(
  range: Range,
  known: (range: Range) => Uint8Array | undefined,
  sha256: Sha256,
): Uint8Array | null {
  const found = known(range);
  if (found !== undefined) return found;
  if (range.to - range.from <= 1) return null;
  const middle = range.from + split(range.to - range.from);
  const left = rangeHash({ from: range.from, to: middle }, known, sha256);
  const right = rangeHash({ from: middle, to: range.to }, known, sha256);
  return left && right && nodeHash(left, right, sha256);
}

/** The subtrees whose hashes prove that a leaf is in the tree, the nearest first (RFC 6962, 2.1.1). */
export function inclusionPath(index: number, size: number): Range[] {
  const walk = (m: number, from: number, to: number): Range[] => {
    if (to - from <= 1) return [];
    const middle = from + split(to - from);
    return m < middle
      ? [...walk(m, from, middle), { from: middle, to }]
      : [...walk(m, middle, to), { from, to: middle }];
  };
  return walk(index, 0, size);
}

/** The subtrees whose hashes prove that a tree of `first` leaves is the beginning of one of `second` (RFC 6962, 2.1.2). */
export function consistencyPath(first: number, second: number): Range[] {
  const walk = (from: number, to: number, whole: boolean): Range[] => {
    if (first === to) return whole ? [] : [{ from, to }];
    const middle = from + split(to - from);
    return first <= middle
      ? [...walk(from, middle, whole), { from: middle, to }]
      : [...walk(middle, to, false), { from, to: middle }];
  };
  return first === 0 || first === second ? [] : walk(0, second, true);
}

/** The root that an inclusion proof leads to, or null where the proof has not the right length. */
export function rootByInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  sha256: Sha256,
): Uint8Array | null {
  const path = index < size ? inclusionPath(index, size) : null;
  if (path?.length !== proof.length) return null;
  return proof.reduce((hash, sibling, step) => {
    const onTheLeft = (path[step]?.to ?? 0) <= index;
    return onTheLeft ? nodeHash(sibling, hash, sha256) : nodeHash(hash, sibling, sha256);
  }, leaf);
}

/** Whether the tree of `second` leaves begins with that of `first` (RFC 9162, 2.1.4.2). */
export function isConsistent(
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
  sha256: Sha256,
): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && equal(first.root, second.root);
  if (first.size === 0) return proof.length === 0;
  const path = consistencyPath(first.size, second.size);
  if (path.length !== proof.length) return false;
  const known = new Map<string, Uint8Array | undefined>(
    path.map((range, step) => [keyOf(range), proof[step]]),
  );
  const whole = { from: 0, to: first.size };
  // A first tree that is one subtree of the second stands in the proof by its root, which the verifier has.
  if (path.every((range) => range.to > first.size)) known.set(keyOf(whole), first.root);
  const rootOf = (range: Range) => rangeHash(range, (part) => known.get(keyOf(part)), sha256);
  const [before, after] = [rootOf(whole), rootOf({ from: 0, to: second.size })];
  return (
    before !== null && after !== null && equal(before, first.root) && equal(after, second.root)
  );
}

/** The largest power of two below a size. */
function split(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

function keyOf({ from, to }: Range): string {
  return `${from} ${to}`;
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
