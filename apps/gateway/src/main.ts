import { join } from "node:path";
import { loadSigningKeys, publishKeys } from "@aside/collector-client";
import { journalMigrations } from "@aside/journal";
import { openDatabase, type Database, type PostgresLog } from "@aside/postgres";
import {
  createLifecycle,
  createLog,
  describeSettings,
  lockFolder,
  runMain,
  ServiceError,
  silentLog,
} from "@aside/service";
import { gatewayEvents } from "./events.ts";
import { isPostable } from "./egress/post-webhook.ts";
import { findPages } from "./http/pages.ts";
import { gatewayMetrics } from "./metrics.ts";
import { gatewaySettings, settingsTable, type GatewaySettings } from "./settings.ts";
import { startGateway } from "./start-gateway.ts";
import { gatewayMigrations } from "./tenants/migrations.ts";
import { putWebhook } from "./tenants/webhook-endpoints.ts";
import { seed } from "./tenants/seed.ts";

const USAGE = `gateway          serve
gateway keys     make the private keys that are missing, print where the public ones are
gateway seed     make the tenant \`demo\` with its agents and an API key
gateway webhook TENANT URL   where the tenant hears how captures ended; without URL: nowhere
gateway --help   this

`;

await runMain(async () => {
  const [word, ...rest] = process.argv.slice(2);
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
    case "webhook":
      return await webhook(rest);
    case "--help":
      process.stdout.write(USAGE + describeSettings(settingsTable));
      return undefined;
    default:
      throw new ServiceError("wrong_settings", "There is no such command: see --help");
  }
});

async function serve(): Promise<void> {
  const began = Date.now();
  const settings = gatewaySettings(process.env);
  const log = createLog({ name: "gateway", level: settings.logLevel, events: gatewayEvents });
  const lifecycle = createLifecycle({ log });
  try {
    const folder = join(settings.data, "gateway");
    const lock = await lockFolder(folder, { setting: "ASIDE_DATA" });
    lifecycle.onStop("data folder", () => lock.release());
    const { keys } = await keysOf(settings);
    const database = await openOf(settings, log);
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
  const database = await openOf(settings, silentLog);
  try {
    await seedOf(settings, database);
  } finally {
    await database.close();
  }
}

async function webhook([tenant, url]: readonly string[]): Promise<void> {
  if (tenant === undefined) throw new ServiceError("wrong_settings", "Which tenant? See --help");
  const settings = gatewaySettings(process.env);
  if (url !== undefined && !isPostable(url, settings.demo))
    throw new ServiceError("wrong_settings", "The URL must be https and lead to a public address");
  const database = await openOf(settings, silentLog);
  try {
    await putWebhook(database, tenant, url);
  } finally {
    await database.close();
  }
}

async function keysOf(settings: GatewaySettings) {
  const folder = join(settings.data, "gateway");
  const keys = await loadSigningKeys(join(folder, "keys"));
  const publicFile = join(folder, "public.jwks.json");
  await publishKeys(publicFile, keys);
  return { keys, publicFile };
}

function openOf(settings: GatewaySettings, log: PostgresLog): Promise<Database> {
  return openDatabase({
    name: "gateway",
    url: settings.databaseUrl,
    dataDir: join(settings.data, "gateway"),
    migrations: [journalMigrations, gatewayMigrations],
    log,
  });
}

async function seedOf(settings: GatewaySettings, database: Database): Promise<void> {
  const { url, port, data } = settings;
  const origins = [url, `http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const folder = join(data, "gateway");
  await seed(database, { folder, origins: [...new Set(origins)], now: Date.now() });
}
