import { randomBytes } from "node:crypto";
import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isDiskFull, ServiceError } from "./errors.ts";

/**
 * Writes a file so that, after any crash, it holds either the old content or the new one: temporary file, fsync, rename, fsync
 * of the folder. Mode 0600. What is there and no file, a pipe or a device, is written to as it is.
 *
 * @throws {ServiceError} `disk_full`; the file then still holds the old content
 */
export async function writeAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there !== null && !there.isFile() && !there.isDirectory()) return await writeFile(path, data);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    if (isDiskFull(error))
      throw new ServiceError("disk_full", `no space left to write ${path}`, { cause: error });
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
