// @boundaries-ignore how a command is called is the same for all of the repository
import { commandLine } from "../../scripts/lib/command-line.mjs";
import { startSystem } from "../system/system.ts";
import { benchCaptures } from "./captures.ts";
import { benchChat } from "./chat.ts";
import { benchDetection } from "./detection.ts";
import { benchExports } from "./exports.ts";
import { benchFormReady } from "./form-ready.ts";
import { benchForwarding } from "./forwarding.ts";
import { benchFaces } from "./faces.ts";
import { benchIdleMemory, collecting } from "./memory.ts";
import { line, writeReport, type Figure } from "./report.ts";
import { benchSealing } from "./sealing.ts";

const SUITES = {
  chat: benchChat,
  memory: benchIdleMemory,
  captures: benchCaptures,
  faces: benchFaces,
  "form-ready": benchFormReady,
  sealing: benchSealing,
  detection: benchDetection,
  exports: benchExports,
} satisfies Record<string, (system: Awaited<ReturnType<typeof startSystem>>) => Promise<Figure[]>>;

/** Those that need an Aside of their own settings. */
const ALONE = { forwarding: benchForwarding } satisfies Record<string, () => Promise<Figure[]>>;

const names = [...Object.keys(SUITES), ...Object.keys(ALONE)];
const usage = `npm run bench [-- --only ${names.join("|")}]\n\nWithout --only, writes docs/performance.md.\n`;
const { values } = commandLine(usage, {
  options: { only: { type: "string" }, help: { type: "boolean", short: "h" } },
});
if (values.only !== undefined && !names.includes(values.only)) {
  process.stderr.write(`There is no bench ${values.only}.\n\n${usage}`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, suite] of Object.entries(SUITES)) {
  if (values.only !== undefined && values.only !== name) continue;
  process.stderr.write(`${name} ...\n`);
  const system = await startSystem({
    env: {
      ASIDE_SOCKET_PER_SECOND: "1000000",
      ASIDE_TENANT_PER_SECOND: "10000000",
      ASIDE_COLLECTOR_RATE: "100000",
      NODE_ENV: "production",
      ASIDE_ROOT: "file",
    },
    gatewayNodeArgs: name === "memory" ? collecting : [],
  });
  try {
    for (const figure of await suite(system)) {
      figures.push(figure);
      process.stdout.write(`${line(figure)}\n`);
    }
  } finally {
    await system.stop();
  }
}
for (const [name, suite] of Object.entries(ALONE)) {
  if (values.only !== undefined && values.only !== name) continue;
  process.stderr.write(`${name} ...\n`);
  for (const figure of await suite()) {
    figures.push(figure);
    process.stdout.write(`${line(figure)}\n`);
  }
}
if (values.only === undefined)
  await writeReport(figures, new URL("../../docs/performance.md", import.meta.url));
