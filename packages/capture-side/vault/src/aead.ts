import sodium from "libsodium-wrappers";
import { concat, encodeContext } from "@aside/seal";
import { randomBytes } from "./random.ts";

export const KEY_BYTES = 32;
const NONCE_BYTES = 24;

/** XChaCha20-Poly1305 under a fresh random nonce: `nonce(24) || ct`. The associated data are the length-prefixed parts. */
export function encrypt(key: Uint8Array, parts: readonly string[], bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  return concat(
    nonce,
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      bytes,
      encodeContext(parts),
      null,
      nonce,
      key,
    ),
  );
}

/** What {@link encrypt} hid, or null where key, parts or bytes differ. */
export function decrypt(
  key: Uint8Array,
  parts: readonly string[],
  sealed: Uint8Array,
): Uint8Array | null {
  return decryptWith(
    key,
    encodeContext(parts),
    sealed.subarray(0, NONCE_BYTES),
    sealed.subarray(NONCE_BYTES),
  );
}

export function decryptWith(
  key: Uint8Array,
  context: Uint8Array,
  nonce: Uint8Array,
  ct: Uint8Array,
): Uint8Array | null {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ct, context, nonce, key);
  } catch {
    return null;
  }
}
