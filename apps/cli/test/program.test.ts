import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { buildOptions } from "../build-options.mjs";

const bin = fileURLToPath(new URL("../bin", import.meta.url));
let folder: string;
let built: string;
let unbuilt: string;
let metafile: Metafile;

/** Where no package is found: not even Playwright, which only those commands need that look at a page. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-program-"));
  [built, unbuilt] = [join(folder, "built"), join(folder, "unbuilt")];
  ({ metafile } = await build(buildOptions(join(built, "dist/main.mjs"))));
  for (const to of [built, unbuilt]) await cp(bin, join(to, "bin"), { recursive: true });
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  ["--version", 0, /^\d+\.\d+\.\d+\n$/],
  ["--help", 0, /^Usage: aside /],
  ["verify nowhere.jsonl --keys nowhere.json", 1, /^aside: cannot read nowhere\.json /],
  ["incidents --state foo", 2, /Allowed choices are open, acknowledged, resolved\./],
])(
  "as it is built, with no package beside it, aside %s ends with %d",
  async (line, code, words) => {
    const ended = await aside(built, line);
    expect(ended.code).toBe(code);
    expect(ended.said).toMatch(words);
  },
);

test("says what to install where a page is to be looked at and nothing drives a browser", async () => {
  const scripts = join(folder, "scripts.json");
  await writeFile(scripts, '{ "scripts": [] }');
  const line = `manifest http://127.0.0.1:1/ --key key.pem --scripts ${scripts} --out page.json`;
  expect(await aside(built, line)).toEqual({
    code: 1,
    said: `aside: what drives the browser is not there: npm install playwright-core@${manifest.dependencies["playwright-core"]}\n`,
  });
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

test("holds no part of a server nor what drives a browser nor a message in another language, and loads nothing else as it starts", () => {
  const outputs = Object.values(metafile.outputs);
  const packages = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
      return name === undefined || bytesInOutput === 0 ? [] : [name];
    }),
  );
  expect(new Set(packages)).toEqual(new Set(["commander", "jose", "zod"]));
  const languages = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? (/zod\/v4\/locales\/(?!index)(.+)\.js$/.exec(file)?.[1] ?? []) : [],
    ),
  );
  expect(languages).toEqual(["en"]);
  const imported = outputs.flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.filter((path) => !isBuiltin(path))).toEqual([]);
});

function aside(from: string, line: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const args = [join(from, "bin/aside.mjs"), ...line.split(" ")];
    const child = execFile(process.execPath, args, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}
