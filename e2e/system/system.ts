import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { placeCluster } from "@aside/postgres/ready-cluster";
import { demoView } from "@aside/protocol";
import type { Credentials } from "../clients/agent.ts";
import { COLLECTOR, GATEWAY } from "./programs.ts";
import { placeKeys } from "./ready-keys.ts";
import { createServer, type Server } from "./server.ts";

const run = promisify(execFile);

/** A whole Aside of its own: both servers as processes, own ports, own data folder, the demo tenant. */
export interface System {
  readonly data: string;
  readonly gateway: Server;
  readonly collector: Server;
  readonly env: Readonly<Record<string, string>>;
  readonly apiKey: string;
  readonly agents: readonly Credentials[];
  /** A command of the gateway's own command line: `webhook demo URL`. @returns what it printed */
  operate(...command: string[]): Promise<string>;
  /** The same of the collector's: `custodian invite demo Ana`. @returns what it printed */
  collect(...command: string[]): Promise<string>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly gatewayNodeArgs?: readonly string[];
  readonly collectorNodeArgs?: readonly string[];
}

export async function startSystem({
  env: extra = {},
  gatewayNodeArgs = [],
  collectorNodeArgs = [],
}: SystemOptions = {}): Promise<System> {
  const data = await mkdtemp(join(tmpdir(), "aside-"));
  await chmod(data, 0o755);
  await mkdir(join(data, "logs"));
  await Promise.all([placeCluster(join(data, "gateway")), placeCluster(join(data, "collector"))]);
  const [gatewayPort, collectorPort] = await freePorts();
  const env = {
    ASIDE_DATA: data,
    ASIDE_DEMO: "1",
    ASIDE_GATEWAY_PORT: String(gatewayPort),
    ASIDE_COLLECTOR_PORT: String(collectorPort),
    ASIDE_GATEWAY_URL: `http://localhost:${gatewayPort}`,
    ASIDE_COLLECTOR_URL: `http://127.0.0.1:${collectorPort}`,
    // Passkeys need a name; it is the same server.
    ASIDE_REVEAL_URL: `http://localhost:${collectorPort}`,
    ...extra,
  };
  await placeKeys(env);
  const collector = createServer({
    name: "collector",
    main: COLLECTOR,
    url: env.ASIDE_COLLECTOR_URL,
    log: join(data, "logs/collector.log"),
    env,
    nodeArgs: collectorNodeArgs,
  });
  const gateway = createServer({
    name: "gateway",
    main: GATEWAY,
    url: env.ASIDE_GATEWAY_URL,
    log: join(data, "logs/gateway.log"),
    env,
    nodeArgs: gatewayNodeArgs,
  });
  const end = () => Promise.all([gateway.stop(), collector.stop()]);
  try {
    await Promise.all([collector.start(), gateway.start()]);
  } catch (error) {
    await end();
    throw error;
  }
  const { tenant, agents } = demoView.parse(await (await fetch(`${gateway.url}/v1/demo`)).json());
  return {
    data,
    gateway,
    collector,
    env,
    apiKey: (await readFile(join(data, "gateway/demo-api-key"), "utf8")).trim(),
    agents: agents.map(({ email, password }) => ({ tenant, email, password })),
    async operate(...command) {
      const done = await run(process.execPath, [GATEWAY, ...command], {
        env: { ...process.env, ...env },
      });
      return done.stdout;
    },
    async collect(...command) {
      const done = await run(process.execPath, [COLLECTOR, ...command], {
        env: { ...process.env, ...env },
      });
      return done.stdout;
    },
    async stop() {
      await end();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function freePorts(): Promise<[number, number]> {
  const servers = await Promise.all([listening(), listening()]);
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [ports[0] ?? 0, ports[1] ?? 0];
}

function listening(): Promise<ReturnType<typeof createTcpServer>> {
  return new Promise((resolve) => {
    const server = createTcpServer().listen(0, "127.0.0.1", () => resolve(server));
  });
}
