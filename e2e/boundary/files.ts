import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Sink } from "./search.ts";

/** Every file below a folder, as it lies on disk: data files, write-ahead log, keys, logs. */
export async function filesBelow(name: string, folder: string): Promise<Sink[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({
      name: `${name}: ${relative(folder, file)}`,
      bytes: await readFile(file).catch(() => Buffer.alloc(0)),
    })),
  );
}
