import { mkdtemp, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { codeOf, lockFolder, type FolderLock } from "../src/index.ts";

const RUN = "ONCE_A_RUN";
/** Where packages are found from. */
const parent = fileURLToPath(new URL("../../../../node_modules/", import.meta.url));

/**
 * Before all tests: a folder for what several files of them need and none changes.
 *
 * @returns removes it
 */
export async function beginRun(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(parent, ".aside-once-"));
  process.env[RUN] = folder;
  return async () => {
    delete process.env[RUN];
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * Makes a folder where the first test of a run asks for it; the others, in whatever process, wait for it and get the same.
 *
 * @returns where it is
 */
export async function onceARun(
  name: string,
  make: (folder: string) => Promise<unknown>,
): Promise<string> {
  const run = process.env[RUN];
  if (run === undefined) throw new Error("no run of tests has begun");
  const folder = join(run, name);
  const lock = await untilLocked(run, `${name}.lock`);
  try {
    if (await isThere(folder)) return folder;
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    await make(draft);
    await rename(draft, folder);
    return folder;
  } finally {
    await lock.release();
  }
}

async function untilLocked(folder: string, name: string): Promise<FolderLock> {
  for (;;) {
    try {
      return await lockFolder(folder, { name, setting: RUN });
    } catch (error) {
      if (codeOf(error) !== "folder_locked") throw error;
      await delay(25);
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
