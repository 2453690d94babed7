/** SHA-256 (FIPS 180-4): 32 bytes. The caller's, so that this package needs neither Node nor a browser. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;
