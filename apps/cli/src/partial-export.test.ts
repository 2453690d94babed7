import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPartialExport } from "./partial-export.ts";

let folder = "";
let out = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-cli-"));
  out = join(folder, "x.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

test("one export at a time writes to a place: the other is told whose it is, until that one is done", async () => {
  const claim = await createPartialExport(out).claim();
  await expect(createPartialExport(out).claim()).rejects.toMatchObject({
    code: "cannot_write",
    message: expect.stringContaining(`process ${process.pid}, is writing`),
  });
  await claim.release();
  await (await createPartialExport(out).claim()).release();
  expect(await readdir(folder)).toEqual([]);
});

test("what a process that is dead, or another by now, has left keeps nobody waiting", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  for (const left of [`${pid} alive`, `${process.pid} started 1`, ""]) {
    await writeFile(`${out}.lock`, left);
    await (await createPartialExport(out).claim()).release();
  }
  expect(await readdir(folder)).toEqual([]);
});
