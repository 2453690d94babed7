/** Hashes that were stored one after the other. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / 32 }, (_, index) =>
    bytes.slice(index * 32, (index + 1) * 32),
  );
}
