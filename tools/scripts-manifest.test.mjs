import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeScripts } from "./scripts-manifest.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aside-scripts-"));
  writeFileSync(join(folder, "form-a1b2c3d4.js"), "1;");
  writeFileSync(join(folder, "index.html"), "");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("[3] a build lists each of its scripts with its digest and its reason", () => {
  writeScripts(folder, { prefix: "/form/", why: { form: "the form" } });
  const { scripts } = JSON.parse(readFileSync(join(folder, "scripts.json"), "utf8"));
  const sha384 = createHash("sha384").update("1;").digest("base64");
  expect(scripts).toEqual([{ path: "/form/form-a1b2c3d4.js", sha384, why: "the form" }]);
});

test.each([
  ["script", "late.js", {}],
  ["module", "late.mjs", {}],
  ["WebAssembly file", "late.wasm", {}],
  ["script that has a blank for one,", "late.js", { late: " " }],
])("[3] a %s without a reason fails the build", (_, file, more) => {
  writeFileSync(join(folder, file), "2;");
  const page = { prefix: "/form/", why: { form: "the form", ...more } };
  expect(() => writeScripts(folder, page)).toThrow(`/form/${file}: say in the build why \`late\``);
});
