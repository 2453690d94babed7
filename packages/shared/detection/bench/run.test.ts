import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const run = fileURLToPath(new URL("run.mjs", import.meta.url));
const here = fileURLToPath(import.meta.url);

function bench(...args: string[]): { status: number | null; says: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, ...args], {
    encoding: "utf8",
  });
  return { status, says: (status === 0 ? stdout : stderr).split("\n")[0] ?? "" };
}

test("npm run bench:detection says how it is called, and what of a call is wrong", () => {
  expect(bench("--help")).toEqual({
    status: 0,
    says: expect.stringContaining("npm run bench:detection -- --data DIR"),
  });
  expect([bench("--nope"), bench("--data", run), bench("--data", ".", "--write", here)]).toEqual([
    { status: 2, says: "Unknown option '--nope'." },
    { status: 2, says: `${run} is no folder.` },
    { status: 2, says: `${here} is no file with the marks that --write needs.` },
  ]);
});
