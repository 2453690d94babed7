import { auditMigrations } from "@aside/audit";
import { openDatabase, type Database, type DatabaseOptions } from "@aside/postgres";
import { vaultMigrations } from "@aside/vault";
import type { CollectorLog } from "./events.ts";
import { forwardMigrations } from "./forward/schema.ts";
import { revealMigrations } from "./reveal/schema.ts";
import { collectorMigrations } from "./schema.ts";
import type { CollectorSettings } from "./settings.ts";

/** The collector's own database, never the gateway's. */
export function openCollectorDatabase(
  settings: CollectorSettings,
  log: CollectorLog,
): Promise<Database> {
  return openDatabase(collectorDatabase(settings, log));
}

export function collectorDatabase(settings: CollectorSettings, log: CollectorLog): DatabaseOptions {
  return {
    name: "collector",
    url: settings.databaseUrl,
    dataDir: settings.own,
    migrations: [
      auditMigrations,
      vaultMigrations,
      collectorMigrations,
      forwardMigrations,
      revealMigrations,
    ],
    log,
    // Whatever is not in turn goes round all of them: the fewer there are, the more each has planned and cached.
    connections: 8,
  };
}
