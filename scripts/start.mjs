import { mkdirSync, rmSync } from "node:fs";
import { addresses } from "./lib/addresses.mjs";
import { build } from "./lib/build.mjs";
import { commandLine } from "./lib/command-line.mjs";
import { fail } from "./lib/fail.mjs";
import { install } from "./lib/install.mjs";
import { requireNode } from "./lib/node-version.mjs";
import { run } from "./lib/run.mjs";
import { requireFreePort, settings } from "./lib/settings.mjs";
import { supervise } from "./lib/supervise.mjs";

const help = `npm start

Installs and builds what is missing, makes the keys of both servers, starts the collector and the gateway, each its own
process with its own data folder, keys and PostgreSQL, with a demo tenant; prints where everything is.

Settings (environment):
  ASIDE_GATEWAY_PORT            4000
  ASIDE_COLLECTOR_PORT          4100
  ASIDE_DATA                    .data             data folder; the gateway uses its folder gateway, the collector collector
  ASIDE_GATEWAY_DATABASE_URL    (embedded)        PostgreSQL for the journal
  ASIDE_COLLECTOR_DATABASE_URL  (embedded)        PostgreSQL for the vault
  ASIDE_GATEWAY_URL             http://localhost:4000
  ASIDE_COLLECTOR_URL           http://127.0.0.1:4100
  ASIDE_DEMO                    1                 0: no demo tenant

All settings: docs/settings/gateway.md, docs/settings/collector.md
`;

commandLine(help, { options: { help: { type: "boolean", short: "h" } } });

requireNode();
const { data, apps } = settings(process.env);
for (const app of apps) await requireFreePort(app);
await install();
await build();
makeDataFolder();
for (const app of apps) await makeKeys(app);

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
say(`Starting the collector and the gateway; the first start makes their databases in ${data} ...`);
const servers = apps.map((app) => supervise(app, { say, gone: () => void stop(1) }));
let asked = 0;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, onSignal);
}
await Promise.all(servers.map((server) => server.ready()));
if (asked === 0) say(addresses(apps, await demoOf(apps[1].url)));

/** npm passes on a Ctrl-C that the terminal has sent already: a second signal counts only if it is not the same one. */
function onSignal() {
  if (asked > 0 && Date.now() - asked > 1_000) for (const server of servers) server.kill();
  if (asked > 0) return;
  say("\nStopping ...");
  void stop(0);
}

/** @param {number} code */
async function stop(code) {
  if (asked > 0) return;
  asked = Date.now();
  await Promise.all(servers.map((server) => server.stop()));
  say(code === 0 ? "Stopped." : "Stopped both: mend what is said above, then npm start again.");
  process.exit(code);
}

function makeDataFolder() {
  try {
    mkdirSync(data, { recursive: true, mode: 0o755 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    fail(
      `The data folder ${data} cannot be made (${code}). Choose another: ASIDE_DATA=/some/folder npm start`,
    );
  }
  for (const { log } of apps) rmSync(log, { force: true });
}

/** @param {import("./lib/settings.mjs").App} app */
async function makeKeys({ name, main, env }) {
  const { code, output } = await run(process.execPath, [main, "keys"], { env });
  if (code !== 0) fail(`${output}\nThe ${name} could not make its keys: the reason stands above.`);
}

/**
 * @param {string} url
 * @returns {Promise<import("./lib/addresses.mjs").Demo | undefined>} none where the gateway is no demonstration
 */
async function demoOf(url) {
  const answer = await fetch(`${url}/v1/demo`, { signal: AbortSignal.timeout(5_000) }).catch(
    () => undefined,
  );
  return answer?.ok ? await answer.json() : undefined;
}
