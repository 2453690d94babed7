import { readdir, readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { buildWidget } from "../build.mjs";

let outDir = "";
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "aside-widget-"));
  await buildWidget(outDir);
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

it("the loader is at most 12 KB, gzip", async () => {
  expect(gzipSync(await readFile(join(outDir, "aside.js"))).length).toBeLessThanOrEqual(12 * 1024);
});

it("what is loaded when the chat is opened stays under 140 KB, gzip", async () => {
  const names = (await readdir(outDir)).filter((name) => /^(chat|en)-.*\.js$/.test(name));
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(await readFile(join(outDir, name))).length),
  );
  expect(names).toHaveLength(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(140 * 1024);
});

it("the loader holds no library and nothing of the chat", async () => {
  const text = await readFile(join(outDir, "modules.loader.json"), "utf8");
  const manifest = z.record(z.string(), z.array(z.string())).parse(JSON.parse(text));
  const foreign = Object.values(manifest)
    .flat()
    .filter((one) => /node_modules|packages\/|src\/(core|view|page)\//.test(one));
  expect(foreign).toEqual([]);
});

it("the loader is a classic script: it declares nothing on the page", async () => {
  const code = await readFile(join(outDir, "aside.js"), "utf8");
  expect(code).toMatch(/^\(function\(\)\{|^\(\(\)=>\{/);
  expect(code).not.toMatch(/\bimport\.meta\b|^export /m);
});
