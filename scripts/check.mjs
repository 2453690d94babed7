import { findChromium } from "./lib/chromium.mjs";
import { commandLine } from "./lib/command-line.mjs";
import { install } from "./lib/install.mjs";
import { run, tool } from "./lib/run.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => [string, string[]]} command
 * @property {string} [mend] what a person may run to mend it
 */

/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" };
const turbo = ["--output-logs=errors-only", "--ui=stream", "--no-update-notifier"];

/** Two cores: the types are checked while the short steps run one after the other; the unit tests take both. */
/** @type {Step[][]} */
const lanes = [
  [{ name: "types", command: () => [process.execPath, ["tools/types/main.mjs"]] }],
  [
    { name: "format", command: () => tool("oxfmt", ["--list-different"]), mend: "npm run format" },
    { name: "lint", command: () => tool("oxlint", []) },
    {
      name: "boundaries: imports",
      command: () =>
        tool("dependency-cruiser", ["apps", "packages", "e2e", "--output-type=err-long"]),
    },
    { name: "boundaries: tags", command: () => tool("turbo", ["boundaries"]) },
    { name: "dead code", command: () => tool("knip", ["--no-progress", "--no-config-hints"]) },
    { name: "build", command: () => tool("turbo", ["run", "build", ...turbo]) },
    {
      name: "boundaries: bundles",
      command: () => [process.execPath, ["tools/boundaries/main.mjs"]],
    },
  ],
];

const { values } = commandLine(
  `npm run check [-- --changed | --no-unit]

Format, lint, boundaries, dead code, types and unit tests: one line each, the whole output only of what failed.

  --changed   of the unit tests those that import what is not committed
  --no-unit   none of them
`,
  {
    options: {
      changed: { type: "boolean" },
      "no-unit": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  },
);

/** @type {Step} */
const unit = {
  name: "unit",
  command: () =>
    tool("vitest", [
      "run",
      "--reporter=dot",
      ...(values.changed ? ["--changed", "--passWithNoTests"] : []),
    ]),
};

await install();
const start = performance.now();
/** @type {string[]} */
const failed = [];
await Promise.all(lanes.map(runLane));
if (!values["no-unit"]) {
  env.CHROMIUM_PATH = await findChromium();
  await runLane([unit]);
}

const seconds = ((performance.now() - start) / 1000).toFixed(1);
process.stdout.write(
  failed.length === 0
    ? `\nAll good in ${seconds} s\n`
    : `\nFailed: ${failed.join(", ")} (${seconds} s)\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param {Step[]} steps */
async function runLane(steps) {
  for (const { name, command, mend } of steps) {
    const { code, output, seconds: took } = await run(...command(), { env });
    process.stdout.write(
      `${code === 0 ? "ok  " : "FAIL"} ${name.padEnd(20)} ${took.toFixed(1).padStart(6)} s\n`,
    );
    if (code === 0) continue;
    failed.push(name);
    process.stdout.write(`${output.trimEnd()}\n${mend ? `To mend it: ${mend}\n` : ""}\n`);
  }
}
