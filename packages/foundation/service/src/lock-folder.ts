import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { explainFolder } from "./data-folder.ts";
import { codeOf, ServiceError } from "./errors.ts";
import { processState } from "./process-state.ts";

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one process at a time uses a folder. The lock names a living process; what a dead one left is taken over.
 * The folder is created (0700) when it is missing.
 *
 * @param folder the data folder
 * @param options.name the lock file's name; `aside.lock` when absent
 * @param options.setting the environment variable that chose the folder, for the message
 * @throws {ServiceError} `folder_locked` when a living process holds it, `folder_unusable`, `disk_full`
 */
export async function lockFolder(
  folder: string,
  options: { name?: string; setting: string },
): Promise<FolderLock> {
  const path = join(folder, options.name ?? "aside.lock");
  const mine = `${process.pid} ${processState(process.pid)} ${randomBytes(8).toString("hex")}\n`;
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, mine, { flag: "wx", mode: 0o600 });
    // link() creates the name together with its content, so nobody ever reads a lock without a process in it.
    while (!(await linked(draft, path))) {
      const found = await contentOf(path);
      if (found === undefined) continue;
      refuseLiving(found, folder, options.setting);
      if (
        await takenOver(draft, path, found, (other) => refuseLiving(other, folder, options.setting))
      )
        break;
    }
  } catch (error) {
    throw explainFolder(error, folder, options.setting);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
  return {
    async release() {
      if ((await contentOf(path)) === mine) await rm(path, { force: true });
    },
  };
}

/**
 * Replaces a dead process's lock by ours. Only who holds the claim on exactly that content may, and the name is never free in
 * between: moving the stale lock away first would let two starters win.
 *
 * @returns false when the lock is another one by now
 */
async function takenOver(
  draft: string,
  path: string,
  stale: string,
  refuse: (holder: string) => void,
): Promise<boolean> {
  const claim = `${path}.${createHash("sha256").update(stale).digest("hex").slice(0, 12)}`;
  if (!(await linked(draft, claim))) {
    const other = await contentOf(claim);
    if (other === undefined) return false;
    refuse(other);
    if (!(await takenOver(draft, claim, other, refuse))) return false;
  }
  if ((await contentOf(path)) !== stale) {
    await rm(claim, { force: true });
    return false;
  }
  await rename(claim, path);
  return true;
}

function refuseLiving(holder: string, folder: string, setting: string): void {
  const [pid = "", ...rest] = holder.trim().split(" ");
  const state = processState(Number(pid));
  if (state === "dead" || !rest.join(" ").startsWith(state)) return;
  throw new ServiceError(
    "folder_locked",
    `the data folder ${folder} is in use by process ${pid}: stop it, or set ${setting} to another folder`,
  );
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
