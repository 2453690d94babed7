import { join } from "node:path";
import type { Database } from "@aside/postgres";
import { silentLog } from "@aside/service";
import { openGatewayDatabase } from "./open-gateway-database.ts";
import { gatewaySettings, type GatewaySettings } from "./settings.ts";
import { seed } from "./tenants/seed.ts";

/** Beside a gateway that may be serving from the same database. */
export async function seedOnly(): Promise<void> {
  const settings = gatewaySettings(process.env);
  const database = await openGatewayDatabase(settings, silentLog);
  try {
    await seedOf(settings, database);
  } finally {
    await database.close();
  }
}

export async function seedOf(settings: GatewaySettings, database: Database): Promise<void> {
  const { url, port, data } = settings;
  const origins = [url, `http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const folder = join(data, "gateway");
  await seed(database, { folder, origins: [...new Set(origins)], now: Date.now() });
}
