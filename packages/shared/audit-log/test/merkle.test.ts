import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  isConsistent,
  leafHash,
  type Range,
  rangeHash,
  rootByInclusion,
} from "../src/merkle.ts";
import { createTreeBuilder } from "../src/tree-builder.ts";

const sha256 = (data: Uint8Array) => new Uint8Array(createHash("sha256").update(data).digest());
const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

// The leaves and roots of certificate-transparency's own reference tests (RFC 6962 implementations share them).
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(hex);
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leafOf = (range: Range) =>
  range.to - range.from === 1 ? leafHash(LEAVES[range.from % 8] ?? hex(""), sha256) : undefined;
const hashOf = (range: Range) => rangeHash(range, leafOf, sha256) ?? hex("");

describe("the tree of RFC 6962", () => {
  test("[AUD1] has the roots of the reference tests, at once and leaf by leaf", () => {
    const tree = createTreeBuilder(sha256);
    expect(toHex(tree.root())).toBe(toHex(emptyRoot(sha256)));
    for (const [index, root] of ROOTS.entries()) {
      tree.add(LEAVES[index] ?? hex(""));
      expect(toHex(tree.root())).toBe(root);
      expect(toHex(hashOf({ from: 0, to: index + 1 }))).toBe(root);
    }
  });

  test("[AUD1] proves each leaf, and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), fc.nat(20), (size, at, flip) => {
        const index = at % size;
        const proof = inclusionPath(index, size).map(hashOf);
        const leaf = hashOf({ from: index, to: index + 1 });
        const root = toHex(hashOf({ from: 0, to: size }));
        const led = (hash: Uint8Array, to: number, path: Uint8Array[]) => {
          const found = rootByInclusion(hash, to, size, path, sha256);
          return found && toHex(found);
        };
        expect(led(leaf, index, proof)).toBe(root);
        expect(led(sha256(leaf), index, proof)).not.toBe(root);
        expect(led(leaf, index, [...proof, leaf])).toBeNull();
        const changed = proof.map((hash, step) =>
          step === flip % proof.length ? sha256(hash) : hash,
        );
        if (proof.length > 0) expect(led(leaf, index, changed)).not.toBe(root);
        expect(led(leaf, size, proof)).toBeNull();
      }),
    );
  });

  test("[AUD1] proves that it grew from an older one, and no other does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), fc.nat(20), (size, at, flip) => {
        const older = at % (size + 1);
        const proof = consistencyPath(older, size).map(hashOf);
        const first = {
          size: older,
          root: older === 0 ? emptyRoot(sha256) : hashOf({ from: 0, to: older }),
        };
        const second = { size, root: hashOf({ from: 0, to: size }) };
        expect(isConsistent(first, second, proof, sha256)).toBe(true);
        if (older === 0) return;
        const other = sha256(first.root);
        expect(isConsistent({ ...first, root: other }, second, proof, sha256)).toBe(false);
        expect(isConsistent(first, { ...second, root: other }, proof, sha256)).toBe(false);
        if (older === size) return;
        expect(isConsistent(second, first, proof, sha256)).toBe(false);
        const changed = proof.map((hash, step) => (step === flip % proof.length ? other : hash));
        expect(isConsistent(first, second, changed, sha256)).toBe(false);
        expect(isConsistent(first, second, proof.slice(1), sha256)).toBe(false);
      }),
    );
  });
});
