import { outcome } from "@aside/protocol";
import { postgresEvents } from "@aside/postgres";
import { serviceEvents, type Log } from "@aside/service";
import { KEY_CLASSES } from "@aside/vault";

export const chargeStates = [
  "sending",
  "challenge",
  "code_wanted",
  "authorised",
  "declined",
  "failed",
] as const;

/** All that the collector's log can say. */
export const collectorEvents = {
  ...serviceEvents,
  ...postgresEvents,
  "capture registered": { level: "info", fields: { tenant: "id", capture: "id" } },
  "capture opened": { level: "info", fields: { tenant: "id", capture: "id" } },
  "capture ended": {
    level: "info",
    fields: { tenant: "id", capture: "id", outcome: outcome.options },
  },
  "command refused": { level: "warn", fields: { error: "code" } },
  "callback late": {
    level: "warn",
    fields: { capture: "id", attempts: "number", status: "number", error: "code" },
  },
  "callback given up": { level: "error", fields: { tenant: "id", capture: "id" } },
  "records erased": { level: "info", fields: { class: KEY_CLASSES, count: "number" } },
  /** The clock was put ahead by so much: see `docs/keys.md`. */
  "erasing held": { level: "error", fields: { minutes: "number" } },
  "root in one file": { level: "warn", fields: {} },
  "sweep failed": { level: "error", fields: { error: "code", where: "where" } },
  "audit entries forged": { level: "error", fields: { tenant: "id", count: "number" } },
  "audit log differs": {
    level: "error",
    fields: { tenant: "id", fault: ["short", "differs", "broken", "unsigned"] },
  },
  "witness not told": { level: "warn", fields: { error: "code" } },
  /** By so many entries: the gateway's database was put back. */
  "witness holds less": { level: "warn", fields: { tenant: "id", count: "number" } },
  "audit not chained": { level: "error", fields: { tenant: "id", error: "code", where: "where" } },
  "gateway keys": { level: "info", fields: { count: "number" } },
  "gateway keys missing": { level: "warn", fields: {} },
  forwarded: {
    level: "info",
    fields: { tenant: "id", destination: "id", status: "number", ms: "number" },
  },
  "forward failed": {
    level: "warn",
    fields: { tenant: "id", destination: "id", error: "code", ms: "number" },
  },
  charge: {
    level: "info",
    fields: { tenant: "id", capture: "id", state: chargeStates },
  },
  "charge late": { level: "error", fields: { capture: "id", error: "code", where: "where" } },
  "settle failed": { level: "error", fields: { error: "code", where: "where" } },
  "form missing": { level: "warn", fields: {} },
} as const;

export type CollectorLog = Log<typeof collectorEvents>;
