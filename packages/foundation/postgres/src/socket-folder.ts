import { createHash } from "node:crypto";
import { lstat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseError } from "./errors.ts";
import { ownFolder, type RunAs } from "./run-as.ts";

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const longest = 103;

/** Where PostgreSQL's socket lies: in the data folder, or where that path is too long, in a folder under the system's temporary one. */
export function socketFolder(dataDir: string): string {
  const near = join(dataDir, "postgres-socket");
  if (Buffer.byteLength(socketPath(near)) <= longest) return near;
  const hash = createHash("sha256").update(dataDir).digest("hex").slice(0, 20);
  return join(tmpdir(), `aside-pg-${hash}`);
}

export function socketPath(folder: string): string {
  return join(folder, ".s.PGSQL.5432");
}

/**
 * Makes the socket's folder, 0700: who may enter it is let in without a password.
 *
 * @throws {DatabaseError} `folder_unreachable` when somebody else's folder or link lies there
 */
export async function makeSocketFolder(folder: string, user: RunAs): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  const ours = user.uid ?? process.getuid?.() ?? found?.uid;
  if (
    found !== undefined &&
    (!found.isDirectory() || ![ours, process.getuid?.()].includes(found.uid))
  ) {
    throw new DatabaseError("folder_unreachable", `${folder} belongs to somebody else: remove it`);
  }
  await ownFolder(folder, user);
}
