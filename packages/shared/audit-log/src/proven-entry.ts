import * as z from "zod";
import { equal, fromBase64 } from "./bytes.ts";
import { chainHash } from "./chain.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { entry } from "./entry.ts";
import { leafHash, rootByInclusion } from "./merkle.ts";
import type { Sha256 } from "./sha256.ts";

/** One entry, proven to be in a tree without showing another: the chain hash before it and the hashes beside its leaf's way to the root. */
export const provenEntry = z.strictObject({
  entry,
  previous: z.base64(),
  proof: z.array(z.base64()).max(64),
});

export type ProvenEntry = z.infer<typeof provenEntry>;

export function isProven(
  { entry: shown, previous, proof }: ProvenEntry,
  checkpoint: Checkpoint,
  sha256: Sha256,
): boolean {
  const hashes = [previous, ...proof].map(fromBase64);
  const [before, ...path] = hashes.flatMap((hash) => (hash?.length === 32 ? [hash] : []));
  if (before === undefined || path.length !== proof.length) return false;
  if (shown.tenant !== checkpoint.tenant) return false;
  const leaf = leafHash(chainHash(before, shown, sha256), sha256);
  const root = rootByInclusion(leaf, shown.number - 1, checkpoint.size, path, sha256);
  return root !== null && equal(root, checkpoint.root);
}
