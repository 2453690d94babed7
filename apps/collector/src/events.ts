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
  "command refused": {
    level: "warn",
    fields: { error: "code" },
    help: "The gateway's command was not taken: keys or clocks differ, or it is not the gateway.",
  },
  "callback late": {
    level: "warn",
    fields: { capture: "id", attempts: "number", status: "number", error: "code" },
    help: "The gateway did not take a callback; it is told again, at least every ten minutes.",
  },
  "callback given up": {
    level: "error",
    fields: { tenant: "id", capture: "id" },
    help: "The gateway was away for a week: it asks for the capture by itself once it is back.",
  },
  "records erased": { level: "info", fields: { class: KEY_CLASSES, count: "number" } },
  /** The clock was put ahead by so much: see `docs/keys.md`. */
  "erasing held": {
    level: "error",
    fields: { minutes: "number" },
    help: "The clock was put ahead by so many minutes: nothing is erased by its time until it is right again or the collector is started anew (docs/keys.md).",
  },
  "root in one file": {
    level: "warn",
    fields: {},
    help: "Who has the file opens every value: for a trial only. Give the root to two custodians, OpenBao or a KMS (docs/keys.md).",
  },
  "sweep failed": {
    level: "error",
    fields: { error: "code", where: "where" },
    help: "What is done by the clock failed once; it is tried again. Again and again: look at the database and at the root's service.",
  },
  "audit entries forged": {
    level: "error",
    fields: { tenant: "id", count: "number" },
    help: "Somebody wrote into the audit log's table without the collector's key. Those rows are marked: docs/audit.md. Find out who can write there.",
  },
  "audit log differs": {
    level: "error",
    fields: { tenant: "id", fault: ["short", "differs", "broken", "unsigned"] },
    help: "The audit log is not the one that was signed before: restored, rolled back or changed. Its tenant's values stay closed: docs/audit.md.",
  },
  "witness not told": {
    level: "warn",
    fields: { error: "code" },
    help: "The gateway has not taken a checkpoint for more than half a minute, or as the collector stopped; it is told again.",
  },
  /** By so many entries: the gateway's database was put back. */
  "witness holds less": {
    level: "warn",
    fields: { tenant: "id", count: "number" },
    help: "The gateway's database was put back to before some checkpoints; it is told them anew. Was it restored by you?",
  },
  "audit not chained": {
    level: "error",
    fields: { tenant: "id", error: "code", where: "where" },
    help: "Entries are recorded but wait for their place in the chain; it is tried again each second.",
  },
  "gateway keys": { level: "info", fields: { count: "number" } },
  "gateway keys missing": {
    level: "warn",
    fields: {},
    help: "The collector knows no key of the gateway and takes no command: start the gateway, or set `ASIDE_GATEWAY_KEYS`.",
  },
  forwarded: {
    level: "info",
    fields: { tenant: "id", destination: "id", status: "number", ms: "number" },
  },
  "forward failed": {
    level: "warn",
    fields: { tenant: "id", destination: "id", error: "code", ms: "number" },
    help: "A destination did not answer, or not as it may; who asked was told. `error` says what.",
  },
  charge: {
    level: "info",
    fields: { tenant: "id", capture: "id", state: chargeStates },
  },
  "charge late": {
    level: "error",
    fields: { capture: "id", error: "code", where: "where" },
    help: "A payment's step failed; it is taken up again by the sweeper until it is decided.",
  },
  "settle failed": {
    level: "error",
    fields: { error: "code", where: "where" },
    help: "After a forward its token could not be spent or freed, so it stays taken: fail closed. Where it was used, nothing is lost; else the value is asked for anew.",
  },
  "form missing": {
    level: "warn",
    fields: {},
    help: "The form is not built beside the collector: no capture opens. Build it (`npm run build`).",
  },
} as const;

export type CollectorLog = Log<typeof collectorEvents>;
