/**
 * @typedef {"expected" | "unexpected" | "flaky" | "skipped"} Outcome
 * @typedef {{ file: string, title: string, tests: { status: Outcome }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * What the canary tests of a run found: the file that `aside evidence make --canaries` takes along.
 *
 * @param {{ suites: Suite[], stats: { startTime: string } } | undefined} report Playwright's
 * @param {string} revision of the code, as git describes it
 * @returns what each of them came to, and whether all held; nothing where none ran
 */
export function canaryResults(report, revision) {
  const tests = (report?.suites ?? [])
    .flatMap(specsOf)
    .filter(({ file }) => file.includes("boundary/"))
    .map(({ file, title, tests: [test] }) => ({ file, title, outcome: test?.status }));
  if (report === undefined || tests.length === 0) return undefined;
  const held = tests.every(({ outcome }) => outcome === "expected");
  return { revision, at: report.stats.startTime, held, tests };
}

/** @param {Suite} suite @returns {Spec[]} */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}
