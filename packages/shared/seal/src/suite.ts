/**
 * What values are sealed and stored with.
 *
 * - `xc20p`: X25519, BLAKE2b, XChaCha20-Poly1305 (libsodium)
 * - `a256gcm`: ECDH over P-256, HKDF-SHA-256, AES-256-GCM (WebCrypto, node:crypto): where only algorithms of FIPS 140 may be used,
 *   and where a browser runs no WebAssembly
 *
 * The suite is in the associated data of everything: what was sealed under one does not open under the other.
 */
export const SUITES = ["xc20p", "a256gcm"] as const;

export type Suite = (typeof SUITES)[number];
