import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Sink } from "./search.ts";

/**
 * Every file below a folder, as it lies on disk: data files, write-ahead log, keys, logs. One that is gone by now holds nothing; one that cannot be
 * read, or a folder without any, would let a search find nothing, so either fails.
 */
export async function filesBelow(name: string, folder: string): Promise<Sink[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new Error(`${name}: no files in ${folder}`);
  return Promise.all(
    files.map(async (file) => ({
      name: `${name}: ${relative(folder, file)}`,
      bytes: await readFile(file).catch(emptyWhereGone),
    })),
  );
}

function emptyWhereGone(error: unknown): Buffer {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
  throw error;
}
