import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { fail } from "./fail.mjs";
import { install } from "./install.mjs";
import { root } from "./root.mjs";
import { run, tool } from "./run.mjs";

/**
 * Runs a program of e2e (by tsx, with what it prints going to the terminal), after installing and building what is missing; for its help nothing is built.
 *
 * @param {string} path from the root
 * @param {string[]} args passed on as they are
 * @param {{ browser?: boolean }} [options] `browser`: it needs a Chromium
 */
export async function runEndToEndTool(path, args, { browser = false } = {}) {
  await install();
  if (!existsSync(join(root, path))) fail(`${path} is missing from this checkout.`);
  if (args.some((arg) => ["--help", "-h"].includes(arg))) return await runTool(path, args);
  const env = browser ? { ...process.env, CHROMIUM_PATH: await findChromium() } : process.env;
  await build();
  await runTool(path, args, env);
}

/**
 * @param {string} path
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function runTool(path, args, env = process.env) {
  const { code } = await run(...tool("tsx", [join(root, path), ...args]), { live: true, env });
  process.exitCode = code;
}
