import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "./fail.mjs";
import { requireNode } from "./node-version.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** Makes sure of Node's version and of what package-lock.json says; runs `npm ci`, and says so, if something is missing. */
export async function install() {
  requireNode();
  if (isInstalled()) return;
  process.stdout.write(
    "Installing what package-lock.json says (npm ci); a minute or two the first time ...\n",
  );
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--no-audit", "--no-fund"];
  const { code } = await (npm?.endsWith(".js")
    ? run(process.execPath, [npm, ...args], { live: true })
    : run("npm", args, { live: true }));
  if (code !== 0) {
    fail(
      "npm ci did not succeed: what it said stands above. Without a network, fill the cache of npm first.",
    );
  }
}

/** Does `node_modules` hold, for every package of package-lock.json that is not optional, that version? */
function isInstalled() {
  const installedFile = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installedFile)) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf(join(root, "package-lock.json")))
    .filter(([path, one]) => path.includes("node_modules/") && !one.optional && !one.devOptional)
    .every(([path, one]) => installed[path]?.version === one.version);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
