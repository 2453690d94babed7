import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./root.mjs";

test.each(["check", "start"])("%s says how it is called, and what it does not know", (name) => {
  const run = (option: string) =>
    spawnSync(process.execPath, [join(root, "scripts", `${name}.mjs`), option], {
      encoding: "utf8",
    });
  const help = run("--help");
  expect(help).toMatchObject({ status: 0, stderr: "", stdout: expect.stringMatching(/^npm /) });
  expect(run("--nope")).toMatchObject({
    status: 2,
    stderr: `Unknown option '--nope'.\n\n${help.stdout}`,
    stdout: "",
  });
});
