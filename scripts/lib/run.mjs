import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";

/** @typedef {{ code: number, output: string, seconds: number }} Result */

/**
 * Runs a command from the root and keeps what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, live?: boolean }} [options] `live`: print as it comes instead of keeping it
 * @returns {Promise<Result>} `code` is 128 or more if a signal ended it, 127 if it could not be started
 */
export function run(command, args, { env = process.env, live = false } = {}) {
  const start = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: live ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (/** @type {Buffer} */ chunk) => (output += chunk);
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return new Promise((resolve) => {
    const end = (/** @type {number} */ code) =>
      resolve({ code, output, seconds: (performance.now() - start) / 1000 });
    child.once("error", (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.once("close", (code) => end(code ?? 128));
  });
}

/**
 * The command line of an installed tool, run by this Node: a tool's own `npx` would cost half a second.
 *
 * @param {keyof typeof tools} name
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function tool(name, args) {
  return [process.execPath, [join(root, "node_modules", tools[name]), ...args]];
}

const tools = {
  "dependency-cruiser": "dependency-cruiser/bin/dependency-cruise.mjs",
  knip: "knip/bin/knip.js",
  oxfmt: "oxfmt/bin/oxfmt",
  oxlint: "oxlint/bin/oxlint",
  playwright: "@playwright/test/cli.js",
  tsc: "typescript/bin/tsc",
  tsx: "tsx/dist/cli.mjs",
  turbo: "turbo/bin/turbo",
  vitest: "vitest/vitest.mjs",
};
