import { build } from "./lib/build.mjs";
import { findChromium } from "./lib/chromium.mjs";
import { commandLine } from "./lib/command-line.mjs";
import { install } from "./lib/install.mjs";
import { runEndToEnd, runUnit } from "./lib/suites.mjs";

const { values } = commandLine(
  `npm test [-- --no-unit | --no-e2e]

Installs what is missing, builds, runs the unit tests and the journeys in Chromium.
The last line counts both; the exit code is 0 only if nothing failed.
`,
  {
    options: {
      "no-unit": { type: "boolean" },
      "no-e2e": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  },
);

await install();
const chromium = await findChromium();
await build();

const counts = [];
if (!values["no-unit"]) counts.push(await runUnit(chromium));
if (!values["no-e2e"]) counts.push(await runEndToEnd(chromium));

const total = counts.reduce(
  (sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
