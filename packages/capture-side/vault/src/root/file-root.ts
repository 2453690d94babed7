import { randomBytes } from "../random.ts";
import { VaultError } from "../errors.ts";
import { createSecretFile, readSecretFile } from "./key-file.ts";
import { localRoot, ROOT_KEY_BYTES } from "./local-root.ts";
import type { Root } from "./root.ts";

/** Writes a new root key (32 bytes, mode 0600) unless the file is there. Returns whether it was written. */
export async function createRootFile(path: string): Promise<boolean> {
  const key = randomBytes(ROOT_KEY_BYTES);
  try {
    return await createSecretFile(path, key);
  } finally {
    key.fill(0);
  }
}

/**
 * The root that keeps its whole key in one file: for trying things out. Who reads the file has the key; production splits it
 * between two custodians or leaves it to a key service.
 *
 * @throws VaultError `root_unreadable` where the file is missing, open to others, or not 32 bytes
 */
export async function openRootFile(path: string): Promise<Root> {
  const key = await readSecretFile(path, ROOT_KEY_BYTES);
  if (key.length !== ROOT_KEY_BYTES) throw new VaultError("root_unreadable");
  return localRoot("file", key);
}
