import { join } from "node:path";
import { loadSigningKeys, publishKeys } from "@aside/collector-client";
import type { Database } from "@aside/postgres";
import {
  createLifecycle,
  createLog,
  describeSettings,
  lockFolder,
  makeDataFolder,
  runMain,
  ServiceError,
  silentLog,
  unknownSettings,
} from "@aside/service";
import {
  COMMANDS_USAGE,
  isCommand,
  openGatewayDatabase,
  runCommand,
} from "./commands/run-command.ts";
import { gatewayEvents } from "./events.ts";
import { findPages } from "./http/pages.ts";
import { gatewayMetrics } from "./metrics.ts";
import { gatewaySettings, settingsTable, type GatewaySettings } from "./settings.ts";
import { startGateway } from "./start-gateway.ts";
import { seed } from "./tenants/seed.ts";

const USAGE = `gateway                            serve
gateway keys                       make the private keys that are missing, print where the public ones are
gateway seed                       make the tenant \`demo\` with its agents and an API key
${COMMANDS_USAGE}gateway --help                     this

`;

await runMain(async () => {
  const words = process.argv.slice(2);
  const [word, ...rest] = words.some((one) => ["-h", "--help"].includes(one)) ? ["--help"] : words;
  switch (word) {
    case undefined:
    case "serve":
      return await serve();
    case "keys": {
      const { publicFile } = await keysOf(gatewaySettings(process.env));
      process.stdout.write(`${publicFile}\n`);
      return undefined;
    }
    case "seed":
      return await seedOnly();
    case "--help":
      process.stdout.write(USAGE + describeSettings(settingsTable));
      return undefined;
    default:
      if (isCommand(word)) return await runCommand(word, rest, gatewaySettings(process.env));
      throw new ServiceError("wrong_settings", "There is no such command: see --help");
  }
});

async function serve(): Promise<void> {
  const began = Date.now();
  const settings = gatewaySettings(process.env);
  const log = createLog({ name: "gateway", level: settings.logLevel, events: gatewayEvents });
  for (const unknown of unknownSettings(process.env)) log("setting not known", unknown);
  const lifecycle = createLifecycle({ log });
  try {
    const folder = join(settings.data, "gateway");
    await makeDataFolder(settings.data, "ASIDE_DATA");
    const lock = await lockFolder(folder, { setting: "ASIDE_DATA" });
    lifecycle.onStop("data folder", () => lock.release());
    const { keys } = await keysOf(settings);
    const database = await openGatewayDatabase(settings, log);
    lifecycle.onStop("database", () => database.close());
    if (settings.demo) await seedOf(settings, database);
    const { port } = await startGateway({
      settings,
      database,
      keys,
      collectorKeysFile:
        settings.collectorKeys ?? join(settings.data, "collector", "public.jwks.json"),
      log,
      metrics: gatewayMetrics(),
      pages: findPages(import.meta.url),
      onStop: lifecycle.onStop,
    });
    log("started", { port, ms: Date.now() - began });
  } catch (error) {
    await lifecycle.stop("fault");
    throw error;
  }
}

async function seedOnly(): Promise<void> {
  const settings = gatewaySettings(process.env);
  const database = await openGatewayDatabase(settings, silentLog);
  try {
    await seedOf(settings, database);
  } finally {
    await database.close();
  }
}

async function keysOf(settings: GatewaySettings) {
  const folder = join(settings.data, "gateway");
  await makeDataFolder(settings.data, "ASIDE_DATA");
  const keys = await loadSigningKeys(join(folder, "keys"));
  const publicFile = join(folder, "public.jwks.json");
  await publishKeys(publicFile, keys);
  return { keys, publicFile };
}

async function seedOf(settings: GatewaySettings, database: Database): Promise<void> {
  const { url, port, data } = settings;
  const origins = [url, `http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const folder = join(data, "gateway");
  await seed(database, { folder, origins: [...new Set(origins)], now: Date.now() });
}
