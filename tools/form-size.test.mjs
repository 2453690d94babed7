import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../apps/capture-form", import.meta.url));
const LIMIT = 230 * 1_024;

test("[35] the form with its cryptography is at most 230 KB on the wire, and builds twice to the same files", async () => {
  const folders = await Promise.all(
    ["a", "b"].map(async (name) => {
      const outDir = await mkdtemp(join(tmpdir(), `aside-form-${name}-`));
      await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } });
      return outDir;
    }),
  );
  const [one = new Map(), two = new Map()] = folders.map(filesOf);
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  expect([...two]).toEqual([...one]);
  const served = [...one].filter(([path]) => /\.(html|js|css|wasm|svg)$/.test(path));
  const size = served.reduce(
    (sum, [, text]) => sum + gzipSync(Buffer.from(text, "base64")).length,
    0,
  );
  expect(size).toBeGreaterThan(100 * 1_024);
  expect(size).toBeLessThan(LIMIT);
}, 60_000);

/** @param {string} folder @returns {Map<string, string>} content in base64 by path */
function filesOf(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = paths.filter((path) => /\.\w+$/.test(path));
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), "base64")]));
}
