import { chmod, chown, mkdir, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseError } from "./errors.ts";

/** The user that PostgreSQL runs as; empty where it is our own. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: it then runs as 65534, which Linux calls `nobody`, with no user created. */
export function runAs(): RunAs {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
}

/** Makes a folder that only PostgreSQL's user may enter. */
export async function ownFolder(path: string, user: RunAs): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
  await chmod(path, 0o700);
}

/**
 * Lets PostgreSQL's user pass through our data folder (group x, nothing more) when it is not our own user.
 *
 * @throws {DatabaseError} `folder_unreachable` when a folder above is closed to it
 */
export async function letPass(dataDir: string, user: RunAs): Promise<void> {
  if (user.uid === undefined || user.gid === undefined) return;
  const { uid, gid } = user;
  if (!(await canPass(dataDir, user))) {
    const own = await stat(dataDir);
    if (own.uid === 0) {
      await chown(dataDir, 0, gid);
      await chmod(dataDir, (own.mode & 0o7777) | 0o010);
    }
  }
  for (let path = await realpath(dataDir); ; path = dirname(path)) {
    if (!(await canPass(path, user))) {
      throw new DatabaseError(
        "folder_unreachable",
        `PostgreSQL cannot run as root and runs as user ${uid}, which may not enter ${path}: ` +
          `put the data folder elsewhere, allow it (chmod o+x ${path}), or start as another user than root`,
      );
    }
    if (path === dirname(path)) return;
  }
}

/** Whether PostgreSQL's user may enter a folder and all above it. */
export async function canReach(path: string, user: RunAs): Promise<boolean> {
  for (let at = await realpath(path); ; at = dirname(at)) {
    if (!(await canPass(at, user))) return false;
    if (at === dirname(at)) return true;
  }
}

async function canPass(path: string, user: RunAs): Promise<boolean> {
  if (user.uid === undefined) return true;
  const { mode, uid, gid } = await stat(path);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return gid === user.gid ? (mode & 0o010) !== 0 : (mode & 0o001) !== 0;
}
