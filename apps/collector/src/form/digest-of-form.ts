import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** SHA-256, hex, over a built form: each file's path and SHA-256, sorted by path. Names one build of it, wherever it lies. */
export async function digestOfForm(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const lines = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    const hash = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    return `${path.slice(folder.length).replace(/^\//, "")} ${hash}\n`;
  });
  const whole = (await Promise.all(lines)).toSorted().join("");
  return createHash("sha256").update(whole).digest("hex");
}
