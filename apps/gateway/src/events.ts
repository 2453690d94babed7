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
    help: "A conversation could not go on from its journal. It is tried again each second; report it with `where`.",
  },
  "frame withheld": {
    level: "error",
    fields: { tenant: "id", conversation: "id", seq: "number", side: ["agent", "customer"] },
    help: "What would have gone out was not what the protocol allows, so it did not: fail closed. Report it.",
  },
  "sweep failed": {
    level: "error",
    fields: { error: "code", where: "where" },
    help: "What is done by the clock failed once; it is tried again each second. Again and again: look at the database.",
  },
  "request failed on a socket": {
    level: "error",
    fields: { error: "code", where: "where" },
    help: "A request on a socket failed; its sender was told. Report it with `where`.",
  },
  "export failed": {
    level: "error",
    fields: { tenant: "id", error: "code", where: "where" },
    help: "The counting of an export ended; who asked for it is told. Report it with `where`.",
  },
  "slow socket cut": {
    level: "warn",
    fields: { side: ["agent", "customer"] },
    help: "A client took what it was sent too slowly, and connects anew. Many at once: look at the network.",
  },
  "collector did not take a command": {
    level: "warn",
    fields: {
      tenant: "id",
      capture: "id",
      command: ["register", "void", "extend"],
      result: ["unreachable", "unknown_capture", "refused"],
      code: "code",
    },
    help: "`unreachable`: is the collector up? A capture ends as failed if it stays so. `refused`: keys or clocks differ, `code` says what.",
  },
  "callback refused": {
    level: "warn",
    fields: { why: ["malformed", "too_old_or_new", "signature", "no_keys"] },
    help: "Somebody who is not the collector calls, or its keys or its clock are others: compare `ASIDE_COLLECTOR_KEYS` and both clocks.",
  },
  "acts not told": {
    level: "warn",
    fields: { count: "number", error: "code" },
    help: "Acts of agents and administrators wait for the collector's audit log. They are kept and told again.",
  },
  "callback not taken": {
    level: "warn",
    fields: { error: "code" },
    help: "What the collector told could not be written; it tells it again.",
  },
  "audit log differs": {
    level: "error",
    fields: { tenant: "id", verdict: ["rolled_back", "differs", "unsigned"] },
    help: "The collector's audit log is not the one that was signed before: restored, rolled back or changed. Stop and look: docs/audit.md.",
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
  "sign-in refused": {
    level: "warn",
    fields: { tenant: "id" },
    help: "A wrong name or password. Many: somebody tries passwords; the limits hold them.",
  },
  "webhook delivered": {
    level: "info",
    fields: { tenant: "id", conversation: "id", capture: "id", attempts: "number" },
  },
  "webhook failed": {
    level: "warn",
    fields: notTaken,
    help: "A tenant's server did not take a webhook; it is tried again for about three days.",
  },
  "webhook given up": {
    level: "error",
    fields: notTaken,
    help: "It was told in vain for about three days, or answered 410. The capture's result is there by the API.",
  },
  "webhooks not read": {
    level: "error",
    fields: { error: "code" },
    help: "The list of webhooks could not be read; it is tried again each second.",
  },
} as const satisfies LogEvents;

export type GatewayLog = Log<typeof gatewayEvents>;
