import { postgresEvents } from "@aside/postgres";
import { serviceEvents, type Log, type LogEvents } from "@aside/service";

const notTaken = {
  tenant: "id",
  conversation: "id",
  attempts: "number",
  error: "code",
  status: "number",
} as const;

/** Everything the gateway can log: ids and counts, never a text. */
export const gatewayEvents = {
  ...serviceEvents,
  ...postgresEvents,
  "conversation stuck": {
    level: "error",
    fields: { tenant: "id", conversation: "id", error: "code", where: "where" },
  },
  "event unknown": { level: "error", fields: { tenant: "id", conversation: "id", seq: "number" } },
  "frame withheld": {
    level: "error",
    fields: { tenant: "id", conversation: "id", seq: "number", side: ["agent", "customer"] },
  },
  "sweep failed": { level: "error", fields: { error: "code", where: "where" } },
  "request failed on a socket": { level: "error", fields: { error: "code", where: "where" } },
  "export failed": { level: "error", fields: { tenant: "id", error: "code", where: "where" } },
  "slow socket cut": { level: "warn", fields: { side: ["agent", "customer"] } },
  "collector did not take a command": {
    level: "warn",
    fields: {
      tenant: "id",
      capture: "id",
      command: ["register", "void", "extend"],
      result: ["unreachable", "unknown_capture", "refused"],
      code: "code",
    },
  },
  "callback refused": {
    level: "warn",
    fields: { why: ["malformed", "too_old_or_new", "signature", "no_keys"] },
  },
  "acts not told": { level: "warn", fields: { count: "number", error: "code" } },
  "callback not taken": { level: "warn", fields: { error: "code" } },
  "audit log differs": {
    level: "error",
    fields: { tenant: "id", verdict: ["rolled_back", "differs", "unsigned"] },
  },
  "capture began": { level: "info", fields: { tenant: "id", conversation: "id", capture: "id" } },
  "capture ended": {
    level: "info",
    fields: {
      tenant: "id",
      conversation: "id",
      capture: "id",
      outcome: ["completed", "declined", "cancelled", "expired", "failed"],
    },
  },
  "sign-in refused": { level: "warn", fields: { tenant: "id" } },
  "webhook delivered": {
    level: "info",
    fields: { tenant: "id", conversation: "id", capture: "id", attempts: "number" },
  },
  "webhook failed": { level: "warn", fields: notTaken },
  /** Told too often in vain, or nobody wants it any more. */
  "webhook given up": { level: "error", fields: notTaken },
  "webhooks not read": { level: "error", fields: { error: "code" } },
} as const satisfies LogEvents;

export type GatewayLog = Log<typeof gatewayEvents>;
