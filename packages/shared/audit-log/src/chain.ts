import { concat } from "./bytes.ts";
import { encodeEntry } from "./encode-entry.ts";
import type { Entry } from "./entry.ts";
import { HASH_BYTES, type Sha256 } from "./sha256.ts";

/** What the first entry is chained to: 32 zeros. */
export const FIRST_HASH: Uint8Array = new Uint8Array(HASH_BYTES);

/** `h_i = SHA-256(h_{i-1} ‖ canonical(entry_i))`. */
export function chainHash(previous: Uint8Array, entry: Entry, sha256: Sha256): Uint8Array {
  return sha256(concat(previous, encodeEntry(entry)));
}
