import { join } from "node:path";
import { openDatabase, type Database, type PostgresLog } from "@aside/postgres";
import { makeDataFolder } from "@aside/service";
import { migrationSets } from "./migration-sets.ts";
import type { GatewaySettings } from "./settings.ts";

export async function openGatewayDatabase(
  settings: GatewaySettings,
  log: PostgresLog,
): Promise<Database> {
  if (settings.databaseUrl === undefined) await makeDataFolder(settings.data, "ASIDE_DATA");
  return await openDatabase({
    name: "gateway",
    url: settings.databaseUrl,
    dataDir: join(settings.data, "gateway"),
    migrations: migrationSets,
    log,
  });
}
