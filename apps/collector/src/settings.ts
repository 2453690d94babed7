import { join } from "node:path";
import {
  databaseUrl,
  folder,
  oneOf,
  origin,
  origins,
  port,
  text,
  wholeNumber,
} from "@aside/service";
import { readSettings, type SettingsTable } from "@aside/service";
import * as z from "zod";
import { rootAt, vaultSettings } from "./vault-settings.ts";

const revealOrigin = z
  .string()
  .refine((text) => text === "" || origin().safeParse(text).success)
  .refine((text) => text === "" || !/^[\d.]+$|^\[/.test(new URL(text).hostname))
  .transform((text) => (text === "" ? null : text))
  .describe("an origin with a name, or nothing");

/** Everything that can be set from outside. `collector --help` prints it. */
export const settingsTable = {
  port: {
    name: "ASIDE_COLLECTOR_PORT",
    default: "4100",
    description: "where it listens",
    parse: port(),
  },
  host: {
    name: "ASIDE_COLLECTOR_HOST",
    default: "127.0.0.1",
    description: "the address it listens on",
    parse: text(),
  },
  data: {
    name: "ASIDE_DATA",
    default: ".data",
    description: "the data folder; the collector's own part is `collector` in it",
    parse: folder(),
  },
  databaseUrl: {
    name: "ASIDE_COLLECTOR_DATABASE_URL",
    default: "",
    description: "the vault's PostgreSQL, never the gateway's",
    parse: databaseUrl(),
  },
  gatewayKeys: {
    name: "ASIDE_GATEWAY_KEYS",
    default: "",
    description:
      "the gateway's public keys (JWK set); `$ASIDE_DATA/gateway/public.jwks.json` when empty",
    parse: text(4096),
  },
  gatewayUrl: {
    name: "ASIDE_GATEWAY_URL",
    default: "http://localhost:4000",
    description: "the gateway's origin: who signs tickets, and where callbacks go",
    parse: origin(),
  },
  collectorUrl: {
    name: "ASIDE_COLLECTOR_URL",
    default: "http://127.0.0.1:4100",
    description: "the origin that this collector is reached at: the audience of tickets",
    parse: origin(),
  },
  demo: {
    name: "ASIDE_DEMO",
    default: "0",
    description: "1 makes the tenant `demo` at the start",
    parse: oneOf("0", "1"),
  },
  rate: {
    name: "ASIDE_COLLECTOR_RATE",
    default: "200",
    description: "requests a second from one address; five times as many at once",
    parse: wholeNumber(1, 100_000),
  },
  proxies: {
    name: "ASIDE_COLLECTOR_PROXIES",
    default: "0",
    description:
      "how many proxies stand before it: the customer's address is that many steps back. With 0, one on this machine that sets X-Forwarded-For counts all the same, with a warning",
    parse: wholeNumber(0, 10),
  },
  ...vaultSettings,
  revealUrl: {
    name: "ASIDE_REVEAL_URL",
    default: "",
    description:
      "the origin at which custodians reach the reveal of values; off when empty. Passkeys need a name: http://localhost:4100, not an address of numbers",
    parse: revealOrigin,
  },
  revealsPerDay: {
    name: "ASIDE_REVEALS_PER_DAY",
    default: "10",
    description: "how often one custodian may ask in 24 hours",
    parse: wholeNumber(1, 1_000),
  },
  auditEntries: {
    name: "ASIDE_AUDIT_ENTRIES",
    default: "1000",
    description: "the audit log is signed after this many entries",
    parse: wholeNumber(1, 1_000_000),
  },
  auditSeconds: {
    name: "ASIDE_AUDIT_SECONDS",
    default: "60",
    description: "and this long after it was signed last, where there are new ones",
    parse: wholeNumber(1, 86_400),
  },
  auditFolder: {
    name: "ASIDE_AUDIT_FOLDER",
    default: "",
    description:
      "where each log's newest signed checkpoint is kept, beside the database and the gateway; `collector/checkpoints` in the data folder when empty",
    parse: text(4096),
  },
  nodeUrl: {
    name: "ASIDE_COLLECTOR_NODE_URL",
    default: "",
    description:
      "where other collectors of the same database reach this one, which alone has the security codes that it took; empty where it is the only one",
    parse: origins(),
  },
  destinations: {
    name: "ASIDE_COLLECTOR_DESTINATIONS",
    default: "",
    description:
      "a JSON file: where values may be forwarded to; none when empty (docs/forwarding.md)",
    parse: text(4096),
  },
  log: {
    name: "ASIDE_LOG",
    default: "info",
    description: "the least level that is logged",
    parse: oneOf("debug", "info", "warn", "error", "silent"),
  },
} as const satisfies SettingsTable;

export type CollectorSettings = ReturnType<typeof readCollectorSettings>;

/** @throws ServiceError `wrong_settings` */
export function readCollectorSettings(env: Readonly<Record<string, string | undefined>>) {
  const settings = readSettings(settingsTable, env);
  const own = join(settings.data, "collector");
  const production = env["NODE_ENV"] === "production";
  return {
    ...settings,
    demo: settings.demo === "1",
    nodeUrl: settings.nodeUrl[0] ?? "",
    gatewayKeys: settings.gatewayKeys || join(settings.data, "gateway", "public.jwks.json"),
    own,
    production,
    root: rootAt(settings.root, join(own, "keys"), production),
    rootNext: settings.rootNext && rootAt(settings.rootNext, join(own, "keys"), production),
    callbackKeys: join(own, "keys", "callback"),
    publicKeys: join(own, "public.jwks.json"),
    auditKeys: join(own, "keys", "audit"),
    publicAuditKeys: join(own, "audit.keys"),
    auditFolder: settings.auditFolder || join(own, "checkpoints"),
  };
}
