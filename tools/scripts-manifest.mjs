import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * Writes `scripts.json` into a built folder: every script that a page of it may run, the SHA-384 of its bytes, and why it is there
 * (PCI DSS 6.4.3). A file that nobody gave a reason fails the build.
 *
 * @param {string} folder
 * @param {{ prefix: string, why: Readonly<Record<string, string>> }} page `prefix`: where the folder is served; `why`: by the file's
 *   name without folder, hash and ending
 */
export function writeScripts(folder, { prefix, why }) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const scripts = files
    .filter((file) => /\.(js|mjs|wasm)$/.test(file))
    .toSorted()
    .map((file) => {
      const path = prefix + file.split(sep).join("/");
      const name = path.replace(/^.*\//, "").replace(/(-[\w-]{8})?\.\w+$/, "");
      const reason = (why[name] ?? "").trim();
      if (reason === "") throw new Error(`${path}: say in the build why \`${name}\` is there`);
      const digest = createHash("sha384").update(readFileSync(join(folder, file)));
      return { path, sha384: digest.digest("base64"), why: reason };
    });
  writeFileSync(join(folder, "scripts.json"), `${JSON.stringify({ scripts }, null, 2)}\n`);
}

/**
 * The same as a Vite plugin, for a build that makes the whole folder at once.
 *
 * @param {Parameters<typeof writeScripts>[1]} page
 * @returns {import("vite").Plugin}
 */
export function scriptsManifest(page) {
  return {
    name: "aside-scripts-manifest",
    apply: "build",
    writeBundle: ({ dir }) => writeScripts(dir ?? ".", page),
  };
}
