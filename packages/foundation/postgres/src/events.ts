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
  "postgres gone": { level: "error", fields: { database: "id" } },
  "postgres back": { level: "info", fields: { database: "id", ms: "number" } },
  "postgres not back": { level: "error", fields: { database: "id", error: "code" } },
  "migration applied": { level: "info", fields: { migration: "id", ms: "number" } },
} as const satisfies LogEvents;

export type PostgresLog = Log<typeof postgresEvents>;
