import { constants } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { VaultError } from "../errors.ts";

/** Writes a new file that only its owner can read, unless one is there. Returns whether it was written. */
export async function createSecretFile(path: string, content: Uint8Array): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return null;
    throw error;
  });
  if (file === null) return false;
  try {
    await file.write(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}

/**
 * Reads a file that only its owner, this user, can read, and that is no link. The caller zeroes what it gets.
 *
 * @param most bytes
 * @throws VaultError `root_unreadable`
 */
export async function readSecretFile(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(
    (cause: unknown) => {
      throw new VaultError("root_unreadable", { cause });
    },
  );
  try {
    const { mode, size, uid } = await file.stat();
    const own = process.getuid === undefined || uid === process.getuid();
    if (size > most || (mode & 0o077) !== 0 || !own) throw new VaultError("root_unreadable");
    const content = new Uint8Array(size);
    await file.read(content, 0, size, 0);
    return content;
  } finally {
    await file.close();
  }
}
