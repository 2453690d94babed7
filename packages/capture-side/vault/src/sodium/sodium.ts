/**
 * What the vault needs of libsodium. Two implementations, `wasm` (the reference) and `native`, are held to the same vectors
 * (`test/sodium-vectors.json`). Neither leaves keys or plain text behind: what is given back is memory that does not move.
 */
export interface Sodium {
  readonly kind: "wasm" | "native";
  /** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): text and 16 bytes of tag. */
  encrypt(key: Uint8Array, data: Uint8Array, nonce: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** Null where key, data, nonce or text do not belong together. */
  decrypt(
    key: Uint8Array,
    data: Uint8Array,
    nonce: Uint8Array,
    text: Uint8Array,
  ): Uint8Array | null;
  /** An X25519 pair; the secret key is random. */
  keyPair(secretKey: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array };
  /** What `crypto_kx` gives a server to receive with: the second half of BLAKE2b-512(X25519 || client || server); null for a key of low order. */
  receiveKey(
    pair: { publicKey: Uint8Array; secretKey: Uint8Array },
    client: Uint8Array,
  ): Uint8Array | null;
  /** Ed25519 (RFC 8032). Null where it would be no quicker than `node:crypto`, which has threads for it. */
  readonly verify:
    | ((publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean)
    | null;
}
