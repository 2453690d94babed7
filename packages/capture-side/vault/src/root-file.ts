import { constants } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import sodium from "libsodium-wrappers";
import { ready } from "@aside/seal";
import { decrypt, encrypt, KEY_BYTES } from "./aead.ts";
import { VaultError } from "./errors.ts";
import { randomBytes } from "./random.ts";
import type { Root } from "./root.ts";

/** Writes a new root key (32 bytes, mode 0600) unless the file is there. Returns whether it was written. */
export async function createRootFile(path: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return null;
    throw error;
  });
  if (file === null) return false;
  const key = randomBytes(KEY_BYTES);
  try {
    await file.write(key);
    await file.sync();
  } finally {
    key.fill(0);
    await file.close();
  }
  return true;
}

/**
 * The root provider that keeps its key in a file.
 *
 * @throws VaultError `root_unreadable` where the file is missing, open to others, or not 32 bytes
 */
export async function openRootFile(path: string): Promise<Root> {
  await ready();
  const key = await readKey(path);
  return {
    kind: "file",
    wrap: async (bytes, context) => encrypt(key, ["root", ...context], bytes),
    async unwrap(wrapped, context) {
      const bytes = decrypt(key, ["root", ...context], wrapped);
      if (bytes === null) throw new VaultError("wrong_root");
      return bytes;
    },
    checkValue: async () => sodium.to_hex(sodium.crypto_generichash(16, "aside root check", key)),
  };
}

async function readKey(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(
    (cause: unknown) => {
      throw new VaultError("root_unreadable", { cause });
    },
  );
  try {
    const { mode, size, uid } = await file.stat();
    const own = process.getuid === undefined || uid === process.getuid();
    if (size !== KEY_BYTES || (mode & 0o077) !== 0 || !own) throw new VaultError("root_unreadable");
    const key = new Uint8Array(KEY_BYTES);
    await file.read(key, 0, KEY_BYTES, 0);
    return key;
  } finally {
    await file.close();
  }
}
