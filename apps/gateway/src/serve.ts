import { join } from "node:path";
import {
  createLifecycle,
  createLog,
  lockFolder,
  makeDataFolder,
  unknownSettings,
} from "@aside/service";
import { gatewayEvents } from "./events.ts";
import { findPages } from "./http/pages.ts";
import { createKeys } from "./keys.ts";
import { gatewayMetrics } from "./metrics.ts";
import { openGatewayDatabase } from "./open-gateway-database.ts";
import { seedOf } from "./seed-demonstration.ts";
import { gatewaySettings } from "./settings.ts";
import { startGateway } from "./start-gateway.ts";

/** @param main `import.meta.url` of the main module */
export async function serve(main: string): Promise<void> {
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
    const { keys } = await createKeys(settings);
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
      pages: findPages(main),
      onStop: lifecycle.onStop,
    });
    log("started", { port, ms: Date.now() - began });
  } catch (error) {
    await lifecycle.stop("fault");
    throw error;
  }
}
