import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canaryResults } from "./canaries.mjs";
import { root } from "./root.mjs";
import { run, tool } from "./run.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const reports = join(root, "artifacts/reports");

/**
 * The unit tests: vitest over apps, packages and tools; the widget's in the Chromium at `chromium`.
 *
 * @param {string} chromium
 * @returns {Promise<Counts>}
 */
export async function runUnit(chromium) {
  const file = freshReport("unit.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const env = { ...process.env, CHROMIUM_PATH: chromium };
  const { code } = await run(...tool("vitest", args), { live: true, env });
  return atLeastOneFailure(code, fromVitest(read(file)));
}

/**
 * The journeys: Playwright over e2e, in the Chromium at `chromium`. What the canaries among them came to is in `artifacts/canaries.json`.
 *
 * @param {string} chromium
 * @returns {Promise<Counts>}
 */
export async function runEndToEnd(chromium) {
  const file = freshReport("e2e.json");
  const args = ["test", "--config=e2e/playwright.config.ts", "--reporter=list,json"];
  const env = {
    ...process.env,
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    PLAYWRIGHT_FORCE_TTY: "0",
  };
  const { code } = await run(...tool("playwright", args), { live: true, env });
  await keepCanaries(read(file));
  return atLeastOneFailure(code, fromPlaywright(read(file)));
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number } | undefined} report
 * @returns {Counts}
 */
export function fromVitest(report) {
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } } | undefined} report
 * @returns {Counts} a test that passed only when tried again has failed: it would fail for a customer too
 */
export function fromPlaywright(report) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * A file that cannot be loaded, an error outside of any test, a crash: the run failed though it counts no failed test.
 *
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
export function atLeastOneFailure(code, counts) {
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @param {Parameters<typeof canaryResults>[0]} report */
async function keepCanaries(report) {
  const path = join(root, "artifacts/canaries.json");
  rmSync(path, { force: true });
  const { code, output } = await run("git", ["describe", "--always", "--dirty", "--abbrev=40"]);
  const results = canaryResults(report, code === 0 ? output.trim() : "unknown");
  if (results !== undefined) writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
}

/** @param {string} name the last run's report must not pass for this one's */
function freshReport(name) {
  mkdirSync(reports, { recursive: true });
  rmSync(join(reports, name), { force: true });
  return join(reports, name);
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
