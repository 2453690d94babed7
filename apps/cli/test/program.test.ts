import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, rm } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOptions } from "../build-options.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here(`../node_modules/.test-${process.pid}-built`);
const unbuilt = here(`../node_modules/.test-${process.pid}-unbuilt`);
let metafile: Metafile;

beforeAll(async () => {
  ({ metafile } = await build(buildOptions(join(built, "dist/main.mjs"))));
  for (const folder of [built, unbuilt])
    await cp(here("../bin"), join(folder, "bin"), { recursive: true });
});

afterAll(async () => {
  for (const folder of [built, unbuilt]) await rm(folder, { recursive: true });
});

test.each([
  ["--version", 0, /^0\.1\.0\n$/],
  ["--help", 0, /^Usage: aside /],
  ["verify nowhere.jsonl --keys nowhere.json", 1, /^aside: cannot read nowhere\.json /],
  ["incidents --state foo", 2, /Allowed choices are open, acknowledged, resolved\./],
])("as it is built, aside %s ends with %d", async (line, code, words) => {
  const ended = await aside(built, line);
  expect(ended.code).toBe(code);
  expect(ended.said).toMatch(words);
});

test("ends in one line when nobody reads its output any more", async () => {
  const command = spawn(process.execPath, [join(built, "bin/aside.mjs"), "--help"]);
  command.stdout.destroy();
  let said = "";
  command.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
  const [code] = await once(command, "close");
  expect([code, said]).toEqual([1, "aside: the output could not be written (EPIPE).\n"]);
});

test("says what to do where it is not built", async () => {
  expect(await aside(unbuilt, "--help")).toEqual({
    code: 1,
    said: "aside: it is not built. Run npm run build, or npm start, which builds it.\n",
  });
});

test("holds no part of a server, and loads what drives a browser only when a page is looked at", () => {
  const outputs = Object.values(metafile.outputs);
  const packages = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
      return name === undefined || bytesInOutput === 0 ? [] : [name];
    }),
  );
  expect(new Set(packages)).toEqual(new Set(["commander", "jose", "zod"]));
  const outside = outputs.flatMap(({ imports }) => imports.filter(({ path }) => !isBuiltin(path)));
  expect(outside).toEqual([{ path: "playwright-core", kind: "dynamic-import", external: true }]);
});

function aside(folder: string, line: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const args = [join(folder, "bin/aside.mjs"), ...line.split(" ")];
    const child = execFile(process.execPath, args, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}
