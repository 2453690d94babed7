import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fail } from "./fail.mjs";
import { root } from "./root.mjs";
import { run, tool } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A Chromium that starts: CHROMIUM_PATH, one on the PATH, the one that Playwright brings (installed if need be), or, as root
 * on Debian, the system's package. Ends the process with what to do if there is none.
 *
 * @returns {Promise<string>} its path
 */
export async function findChromium() {
  const asked = process.env["CHROMIUM_PATH"];
  if (asked)
    return starts(asked) ? asked : fail(`CHROMIUM_PATH is ${asked}, which does not start.`);
  return (
    onPath() ??
    (await fromPlaywright()) ??
    (await fromDebian()) ??
    fail(
      "The journeys need a Chromium, and none was found or could be installed.\n" +
        "Install one (Debian: apt-get install chromium), or say where it is: CHROMIUM_PATH=/path/to/chromium npm test",
    )
  );
}

function onPath() {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(starts);
}

async function fromPlaywright() {
  /** @type {{ chromium: { executablePath(): string } }} */
  const playwright = createRequire(join(root, "e2e/package.json"))("@playwright/test");
  const path = playwright.chromium.executablePath();
  if (starts(path)) return path;
  process.stdout.write("No Chromium on the PATH: npx playwright install chromium ...\n");
  await run(...tool("playwright", ["install", "chromium"]), { live: true });
  return starts(path) ? path : undefined;
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  process.stdout.write("Installing Debian's chromium (apt-get install chromium) ...\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { live: true, env });
  await run("apt-get", ["install", "-y", "-qq", "chromium"], { live: true, env });
  return onPath();
}

/** @param {string} path a browser may be there and still lack a library of the system */
function starts(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
}
