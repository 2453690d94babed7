import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it, vi } from "vitest";
import { launchOptions } from "./launch-options.ts";

const folder = mkdtempSync(join(tmpdir(), "aside-chromium-"));
const place = (name: string, mode: number) => {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
};
place("a/chromium", 0o644);
const chrome = place("b/google-chrome", 0o755);
const PATH = [join(folder, "a"), join(folder, "none"), join(folder, "b")].join(delimiter);

it("takes the Chromium that is named, else one on the PATH that can be run, else Playwright's own", () => {
  const named = { CHROMIUM_PATH: "/opt/chromium", PATH };
  expect(launchOptions({ sandbox: false, env: named }).executablePath).toBe("/opt/chromium");
  const empty = { CHROMIUM_PATH: "", PATH };
  expect(launchOptions({ sandbox: false, env: empty }).executablePath).toBe(chrome);
  expect(launchOptions({ sandbox: false, env: {} }).executablePath).toBeUndefined();
});

it("keeps the sandbox where it is asked for, but not as root", () => {
  const getuid = vi.spyOn(process, "getuid");
  getuid.mockReturnValue(1000);
  expect(launchOptions({ sandbox: true }).chromiumSandbox).toBe(true);
  expect(launchOptions({ sandbox: false }).chromiumSandbox).toBe(false);
  getuid.mockReturnValue(0);
  expect(launchOptions({ sandbox: true }).chromiumSandbox).toBe(false);
});
