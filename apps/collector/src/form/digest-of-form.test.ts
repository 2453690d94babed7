import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digestOfForm } from "./digest-of-form.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-form-"));
  await mkdir(join(folder, "dist", "assets"), { recursive: true });
  await writeFile(join(folder, "dist", "index.html"), "page");
  await writeFile(join(folder, "dist", "scripts.json"), '{"scripts":[]}');
  await writeFile(join(folder, "dist", "assets", "main.js"), "script");
});
afterEach(() => rm(folder, { recursive: true }));

test("[35] a build has one digest wherever it lies; its page, a script and its list of scripts are in it", async () => {
  const dist = join(folder, "dist");
  const digest = await digestOfForm(dist);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  await rename(dist, join(folder, "elsewhere"));
  const moved = join(folder, "elsewhere");
  expect(await digestOfForm(moved)).toBe(digest);
  const seen = new Set([digest]);
  for (const file of ["index.html", "scripts.json", "assets/main.js"]) {
    await writeFile(join(moved, file), "changed");
    seen.add(await digestOfForm(moved));
  }
  await rename(join(moved, "assets", "main.js"), join(moved, "assets", "other.js"));
  seen.add(await digestOfForm(moved));
  expect(seen.size).toBe(5);
});
