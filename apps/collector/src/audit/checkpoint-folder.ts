import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically } from "@aside/service";

/** A place beside the database where each log's newest checkpoint lies, so that a database that was put back shows. */
export interface CheckpointFolder {
  keep(tenant: string, note: string): Promise<void>;
  read(tenant: string): Promise<string | null>;
  /** The logs that have one. */
  tenants(): Promise<string[]>;
}

export function openCheckpointFolder(folder: string): CheckpointFolder {
  const ending = ".note";
  return {
    async keep(tenant, note) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeAtomically(join(folder, tenant + ending), note);
    },
    async read(tenant) {
      return await readFile(join(folder, tenant + ending), "utf8").catch(() => null);
    },
    async tenants() {
      const files = await readdir(folder).catch(() => []);
      return files
        .filter((file) => file.endsWith(ending))
        .map((file) => file.slice(0, -ending.length));
    },
  };
}
