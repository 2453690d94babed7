import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSigningKeys } from "@aside/collector-client";
import { openDatabase, type Database } from "@aside/postgres";
import { placeCluster } from "@aside/postgres/ready-cluster";
import { createLog } from "@aside/service";
import { gatewayEvents } from "../src/events.ts";
import { createMarker } from "../src/exports/marker.ts";
import { gatewayMetrics } from "../src/metrics.ts";
import { gatewaySettings, type GatewaySettings } from "../src/settings.ts";
import { startGateway } from "../src/start-gateway.ts";
import { migrationSets } from "../src/migration-sets.ts";
import { seed } from "../src/tenants/seed.ts";
import { bundleGateway } from "./bundle-gateway.ts";
import { startFakeCollector, type FakeCollector } from "./fake-collector.ts";

export interface Node {
  readonly url: string;
  readonly database: Database;
  /** Every line that was logged. */
  readonly log: string[];
  stop(): Promise<void>;
}

export interface System {
  readonly data: string;
  readonly collector: FakeCollector;
  readonly apiKey: string;
  readonly node: Node;
  /** Another gateway process's worth on the same journal. */
  start(change?: Partial<GatewaySettings>): Promise<Node>;
  stop(): Promise<void>;
}

/** A gateway on a PostgreSQL of its own and a collector that does as told. */
export async function startSystem(change: Partial<GatewaySettings> = {}): Promise<System> {
  const data = await mkdtemp(join(tmpdir(), "aside-gateway-"));
  // PostgreSQL may run as another user, who has to pass.
  await chmod(data, 0o711);
  const folder = join(data, "gateway");
  await placeCluster(folder);
  const keys = await loadSigningKeys(join(folder, "keys"));
  const collectorKeysFile = join(data, "collector.jwks.json");
  const collector = await startFakeCollector({
    gatewayKey: () => keys.at(-1)?.publicJwk.x ?? "",
    collectorKeys: collectorKeysFile,
  });
  const { openMarkingThread } = await bundleGateway();
  const nodes: Node[] = [];

  const start = async (more: Partial<GatewaySettings> = {}): Promise<Node> => {
    const settings: GatewaySettings = {
      ...gatewaySettings({
        ASIDE_DATA: join(data, `home-${nodes.length}`),
        ASIDE_GATEWAY_PORT: "0",
        ASIDE_COLLECTOR_URL: collector.url,
        ASIDE_DEMO: "1",
      }),
      ...change,
      ...more,
    };
    const database = await openDatabase({
      name: "gateway",
      dataDir: folder,
      migrations: migrationSets,
      connections: 5,
    });
    const log: string[] = [];
    await seed(database, {
      folder,
      origins: [settings.url, "https://shop.example"],
      now: Date.now(),
      passwordCost: { N: 2, r: 8, p: 1 },
    });
    const steps: (() => unknown)[] = [];
    const { port } = await startGateway({
      settings,
      database,
      keys,
      collectorKeysFile,
      log: createLog({
        name: "gateway",
        level: "debug",
        events: gatewayEvents,
        destination: { write: (line) => void log.push(line) },
      }),
      metrics: gatewayMetrics(false),
      pages: { widget: undefined, console: undefined, demo: undefined },
      marker: createMarker({ openThread: openMarkingThread }),
      onStop: (_, stop) => void steps.push(stop),
    });
    let stopped: Promise<void> | undefined;
    const node: Node = {
      url: `http://127.0.0.1:${port}`,
      database,
      log,
      stop: () =>
        (stopped ??= (async () => {
          for (const step of steps.toReversed()) await step();
          await database.close();
        })()),
    };
    nodes.push(node);
    return node;
  };
  const node = await start();
  return {
    data,
    collector,
    node,
    apiKey: (await readFile(join(folder, "demo-api-key"), "utf8")).trim(),
    start,
    async stop() {
      for (const one of nodes.toReversed()) await one.stop();
      await collector.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
