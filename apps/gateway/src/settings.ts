import { resolve } from "node:path";
import {
  databaseUrl,
  folder,
  oneOf,
  origin,
  port,
  readSettings,
  text,
  wholeNumber,
  type Settings,
  type SettingsTable,
} from "@aside/service";
import * as z from "zod";

/** Everything that can be set from outside, read once at the start. */
export const settingsTable = {
  port: {
    name: "ASIDE_GATEWAY_PORT",
    default: "4000",
    description: "where the gateway listens",
    parse: port(),
  },
  host: {
    name: "ASIDE_GATEWAY_HOST",
    default: "127.0.0.1",
    description: "the address it listens on",
    parse: text(),
  },
  data: {
    name: "ASIDE_DATA",
    default: ".data",
    description: "data folder; the gateway uses `gateway` in it",
    parse: folder(),
  },
  databaseUrl: {
    name: "ASIDE_GATEWAY_DATABASE_URL",
    default: "",
    description: "PostgreSQL of the journal",
    parse: databaseUrl(),
  },
  url: {
    name: "ASIDE_GATEWAY_URL",
    default: "http://localhost:4000",
    description: "the gateway's own address as browsers see it",
    parse: origin(),
  },
  collectorUrl: {
    name: "ASIDE_COLLECTOR_URL",
    default: "http://127.0.0.1:4100",
    description: "the collector's address as browsers see it; another site than the gateway's",
    parse: origin(),
  },
  collectorKeys: {
    name: "ASIDE_COLLECTOR_KEYS",
    default: "",
    description:
      "the collector's public keys (JWK set); `collector/public.jwks.json` in the data folder when empty",
    parse: z
      .string()
      .max(4_096)
      .transform((path) => (path === "" ? null : resolve(path)))
      .describe("a path of a file"),
  },
  auditKeys: {
    name: "ASIDE_AUDIT_KEYS",
    default: "",
    description:
      "the public keys that sign the collector's audit log; `collector/audit.keys` in the data folder when empty",
    parse: z
      .string()
      .max(4_096)
      .transform((path) => (path === "" ? null : resolve(path)))
      .describe("a path of a file"),
  },
  revealUrl: {
    name: "ASIDE_REVEAL_URL",
    default: "",
    description:
      "the origin of the collector's page on which custodians see values: the console links to it; no link when empty",
    parse: z
      .union([z.literal("").transform(() => null), origin()])
      .describe("an origin, or nothing"),
  },
  captureSeconds: {
    name: "ASIDE_CAPTURE_SECONDS",
    default: "600",
    description: "how long a capture may take",
    parse: wholeNumber(5, 86_400),
  },
  extensionSeconds: {
    name: "ASIDE_EXTENSION_SECONDS",
    default: "300",
    description: "how much a customer who needs more time gets",
    parse: wholeNumber(5, 86_400),
  },
  extensions: {
    name: "ASIDE_CAPTURE_EXTENSIONS",
    default: "2",
    description: "how often",
    parse: wholeNumber(0, 5),
  },
  straySeconds: {
    name: "ASIDE_STRAY_SECONDS",
    default: "300",
    description: "how long what was cut out of a message waits for its customer's word",
    parse: wholeNumber(5, 3_600),
  },
  agentAwaySeconds: {
    name: "ASIDE_AGENT_AWAY_SECONDS",
    default: "120",
    description:
      "how long an agent may have no console until a conversation of theirs, whose customer is there or waits for an answer, goes back into the queue",
    parse: wholeNumber(1, 31_536_000),
  },
  socketPerSecond: {
    name: "ASIDE_SOCKET_PER_SECOND",
    default: "20",
    description:
      "requests a second that one socket may make, on average; five times as many at once",
    parse: wholeNumber(1, 1_000_000),
  },
  tenantPerSecond: {
    name: "ASIDE_TENANT_PER_SECOND",
    default: "5000",
    description: "requests a second that a tenant's sockets may make on one node",
    parse: wholeNumber(1, 10_000_000),
  },
  proxies: {
    name: "ASIDE_GATEWAY_PROXIES",
    default: "0",
    description:
      "how many proxies stand before it: a client's address is that many steps back. With 0, one on this machine that sets X-Forwarded-For counts all the same, with a warning",
    parse: wholeNumber(0, 10),
  },
  rate: {
    name: "ASIDE_GATEWAY_RATE",
    default: "500",
    description:
      "HTTP requests a second from one address, and as many on its customers' connections, where a long text counts for several; five times as many at once. An IPv6 network of 64 bits is one address, here and below",
    parse: wholeNumber(1, 1_000_000),
  },
  socketsPerAddress: {
    name: "ASIDE_SOCKETS_PER_ADDRESS",
    default: "2000",
    description:
      "connections that one address may hold; all agents of an office may have the same one. This machine's own are not counted, unless they come through a proxy",
    parse: wholeNumber(1, 1_000_000),
  },
  conversationEvents: {
    name: "ASIDE_CONVERSATION_EVENTS",
    default: "20000",
    description:
      "how long a conversation may become by what its customer does, in events that its agents see, and twice as long in all; then the customer begins another. Its agents and its captures go on",
    parse: wholeNumber(10, 10_000_000),
  },
  actsDays: {
    name: "ASIDE_ACTS_DAYS",
    default: "400",
    description:
      "how long the gateway keeps its own copy of who did and read what (PCI DSS 10.5.1: a year at least). The collector's audit log keeps all of it; what that has not taken yet stays here",
    parse: wholeNumber(366, 36_500),
  },
  customerDays: {
    name: "ASIDE_CUSTOMER_DAYS",
    default: "90",
    description:
      "how long after their last visit a customer comes back to the same conversation; then they begin another",
    parse: wholeNumber(7, 3_650),
  },
  demo: {
    name: "ASIDE_DEMO",
    default: "0",
    description:
      "1 starts a demonstration: a shop page, and its agents' passwords for everybody who asks",
    parse: oneOf("0", "1")
      .transform((word) => word === "1")
      .describe("one of 0, 1"),
  },
  logLevel: {
    name: "ASIDE_LOG",
    default: "info",
    description: "the least level that is logged",
    parse: oneOf("debug", "info", "warn", "error", "silent"),
  },
} as const satisfies SettingsTable;

export type GatewaySettings = Settings<typeof settingsTable>;

/** @throws {ServiceError} `wrong_settings` */
export function gatewaySettings(
  env: Readonly<Record<string, string | undefined>>,
): GatewaySettings {
  return readSettings(settingsTable, env);
}
