import type { Log, LogEvents } from "@aside/service";

/** Events of the database; spread them into the events given to `createLog`. */
export const postgresEvents = {
  "database opened": {
    level: "info",
    fields: { database: "id", how: ["url", "started", "adopted"], ms: "number" },
  },
  "database closed": {
    level: "info",
    fields: { database: "id", how: ["left running", "stopped", "url"] },
  },
  "postgres gone": {
    level: "error",
    fields: { database: "id" },
    help: "The embedded PostgreSQL ended by itself; it is started again, and nothing is answered until then. See `postgres.log` beside its data.",
  },
  "postgres back": { level: "info", fields: { database: "id", ms: "number" } },
  "postgres not back": {
    level: "error",
    fields: { database: "id", error: "code" },
    help: "It could not be started again: see `postgres.log` beside its data for why (a full disk, most often).",
  },
  "migration applied": { level: "info", fields: { migration: "id", ms: "number" } },
} as const satisfies LogEvents;

export type PostgresLog = Log<typeof postgresEvents>;
