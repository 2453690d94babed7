import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** What a key service does inside: versions of a key, AES-256-GCM with additional data. Texts begin with their version. */
export function createFakeKey() {
  const versions = [randomBytes(32)];
  return {
    rotate: () => versions.push(randomBytes(32)),
    get version() {
      return versions.length;
    },
    encrypt(bytes: Buffer, data: string): Buffer {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", versions.at(-1) ?? "", nonce);
      cipher.setAAD(Buffer.from(data));
      const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([Buffer.of(versions.length), nonce, cipher.getAuthTag(), text]);
    },
    /** Null where text and data do not belong together. */
    decrypt(sealed: Buffer, data: string): Buffer | null {
      const key = versions[(sealed[0] ?? 0) - 1];
      if (key === undefined || sealed.length < 29) return null;
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13));
      decipher.setAAD(Buffer.from(data));
      decipher.setAuthTag(sealed.subarray(13, 29));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}
