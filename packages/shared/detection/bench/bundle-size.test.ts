import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

async function gzipped(file: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

test("what a widget loads to read every message is at most 51 KB, gzip", async () => {
  expect(await gzipped("../src/inline.ts")).toBeLessThanOrEqual(51 * 1024);
});

test("what it loads to see card numbers is at most 5 KB, gzip", async () => {
  expect(await gzipped("../src/card.ts")).toBeLessThanOrEqual(5 * 1024);
});
