import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The tsconfig files that a workspace's `types` script checks.
 *
 * @param {string} folder the workspace's
 * @returns {string[]} paths
 */
export function projectsOf(folder) {
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return [...String(scripts.types).matchAll(/-p (\S+)/g)].map(([, file]) =>
    resolve(folder, String(file)),
  );
}
