import { url as inspectorUrl } from "node:inspector";
import { createLifecycle, createLog, ServiceError, unknownSettings } from "@aside/service";
import { builtPages } from "./built-pages.ts";
import { collectorEvents } from "./events.ts";
import { readCollectorSettings } from "./settings.ts";
import { startCollector } from "./start-collector.ts";

export async function serve(): Promise<void> {
  const began = Date.now();
  refuseInspector();
  const settings = readCollectorSettings(process.env);
  const log = createLog({ name: "collector", level: settings.log, events: collectorEvents });
  for (const unknown of unknownSettings(process.env)) log("setting not known", unknown);
  const lifecycle = createLifecycle({ log });
  try {
    const { port } = await startCollector({
      settings,
      log,
      formFolder: builtPages("form") ?? "",
      revealFolder: builtPages("reveal"),
      onStop: lifecycle.onStop,
    });
    log("started", { port, ms: Date.now() - began });
  } catch (error) {
    await lifecycle.stop("fault");
    throw error;
  }
}

/** A debugger reads every value in memory, so there is none in production, nor by SIGUSR1 later. */
function refuseInspector(): void {
  if (process.env["NODE_ENV"] === "production" && inspectorUrl() !== undefined) {
    throw new ServiceError(
      "wrong_settings",
      "the collector does not run under --inspect in production",
    );
  }
  // Without a listener of ours, Node opens its debugger on this signal.
  process.on("SIGUSR1", () => undefined);
}
