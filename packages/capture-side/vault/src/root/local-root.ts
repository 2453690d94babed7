import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from "node:crypto";
import { VaultError } from "../errors.ts";
import { contextText, type Root, type WrapContext } from "./root.ts";

export const ROOT_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A root whose key is in this process's memory: AES-256-GCM, `nonce(12) ct tag(16)`. It wraps some keys a tenant and month,
 * far below what random nonces of 96 bits are good for (NIST SP 800-38D: 2^32).
 *
 * @param key is taken over, not copied: `close` zeroes it
 */
export function localRoot(kind: "file" | "custodians" | "environment", key: Uint8Array): Root {
  const wrap = async (bytes: Uint8Array, context: WrapContext) => {
    const nonce = randomFillSync(new Uint8Array(NONCE_BYTES));
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    cipher.setAAD(Buffer.from(contextText(context)));
    const parts = [nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
    return new Uint8Array(Buffer.concat(parts));
  };
  const unwrap = async (wrapped: Uint8Array, context: WrapContext) => {
    const end = wrapped.length - TAG_BYTES;
    if (end < NONCE_BYTES) throw new VaultError("wrong_root");
    const nonce = wrapped.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(contextText(context)));
    decipher.setAuthTag(wrapped.subarray(end));
    const bytes = decipher.update(wrapped.subarray(NONCE_BYTES, end));
    try {
      decipher.final();
    } catch {
      bytes.fill(0);
      throw new VaultError("wrong_root");
    }
    return bytes;
  };
  return {
    kind,
    id: `key:${keyCheck(key)}`,
    wrap,
    unwrap,
    async rewrap(wrapped, context) {
      const bytes = await unwrap(wrapped, context);
      try {
        return await wrap(bytes, context);
      } finally {
        bytes.fill(0);
      }
    },
    rotate: async () => "replace",
    health: async () => undefined,
    close: () => void key.fill(0),
  };
}

/** A key check value: 32 hexadecimal digits that differ where keys do and say nothing about them. */
export function keyCheck(key: Uint8Array): string {
  return Buffer.from(hkdfSync("sha256", key, "aside", "key check value", 16)).toString("hex");
}
