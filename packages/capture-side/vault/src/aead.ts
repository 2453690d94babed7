import { createCipheriv, createDecipheriv } from "node:crypto";
import { encodeContext, type Suite } from "@aside/seal";
import { randomBytes } from "./random.ts";
import { secretBytes } from "./secret-bytes.ts";
import { sodium } from "./sodium/choose-sodium.ts";

export const KEY_BYTES = 32;
const TAG_BYTES = 16;
const NONCE_BYTES = { xc20p: 24, a256gcm: 12 } as const satisfies Record<Suite, number>;

/**
 * Authenticated encryption under a fresh random nonce: `nonce ct tag`. The associated data are the suite and the parts, each
 * behind its length: a text of one suite does not open under the other.
 *
 * `a256gcm` has nonces of 96 bits, good for 2^32 texts a key (NIST SP 800-38D): a record's key has some fields, a tenant's key
 * the records of a month.
 */
export function encrypt(
  suite: Suite,
  key: Uint8Array,
  parts: readonly string[],
  bytes: Uint8Array,
): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES[suite]);
  const data = encodeContext([suite, ...parts]);
  const text =
    suite === "xc20p"
      ? sodium().encrypt(key, data, nonce, bytes)
      : encryptGcm(key, data, nonce, bytes);
  const whole = new Uint8Array(nonce.length + text.length);
  whole.set(nonce);
  whole.set(text, nonce.length);
  return whole;
}

/** What {@link encrypt} hid, or null where suite, key, parts or bytes differ. */
export function decrypt(
  suite: Suite,
  key: Uint8Array,
  parts: readonly string[],
  sealed: Uint8Array,
): Uint8Array | null {
  const data = encodeContext([suite, ...parts]);
  const at = NONCE_BYTES[suite];
  return decryptWith(suite, key, data, sealed.subarray(0, at), sealed.subarray(at));
}

export function decryptWith(
  suite: Suite,
  key: Uint8Array,
  data: Uint8Array,
  nonce: Uint8Array,
  text: Uint8Array,
): Uint8Array | null {
  if (nonce.length !== NONCE_BYTES[suite] || text.length < TAG_BYTES) return null;
  return suite === "xc20p"
    ? sodium().decrypt(key, data, nonce, text)
    : decryptGcm(key, data, nonce, text);
}

function encryptGcm(key: Uint8Array, data: Uint8Array, nonce: Uint8Array, bytes: Uint8Array) {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(data);
  const text = new Uint8Array(bytes.length + TAG_BYTES);
  text.set(cipher.update(bytes));
  cipher.final();
  text.set(cipher.getAuthTag(), bytes.length);
  return text;
}

function decryptGcm(key: Uint8Array, data: Uint8Array, nonce: Uint8Array, text: Uint8Array) {
  const end = text.length - TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(data);
  decipher.setAuthTag(text.subarray(end));
  const part = decipher.update(text.subarray(0, end));
  const bytes = secretBytes(end);
  bytes.set(part);
  part.fill(0);
  try {
    decipher.final();
    return bytes;
  } catch {
    bytes.fill(0);
    return null;
  }
}
