import { silentLog } from "@aside/service";
import { checkDurability, checkRole, checkTables } from "./checks.ts";
import { connect, type Pool } from "./connect.ts";
import { createDoors, type Doors } from "./doors.ts";
import type { PostgresLog } from "./events.ts";
import type { MigrationSet } from "./migrate.ts";
import { reachDatabase, reached, type Reached } from "./reach-database.ts";
import { renewing, type RenewingPool } from "./renewing-pool.ts";
import { rolesOf } from "./roles.ts";

export interface Database extends Doors {
  /**
   * Hears a channel's notifications on a connection of its own, which is opened again when it is lost.
   *
   * @param heard called with each payload
   * @param listening called each time listening begins: what was notified before is not heard, so read what may have been missed
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    listening: () => void,
  ): Promise<{ stop(): Promise<void> }>;
  /** Rejects when the database does not answer: a readiness check. */
  check(): Promise<void>;
  /** Ends all connections; stops the embedded PostgreSQL unless another process uses it. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The database's and its roles' name: `gateway`, `collector`. Lower-case letters, digits, `_`. */
  readonly name: string;
  /** PostgreSQL to connect to, as a role that may create tables and roles. Connections then switch to the app role. */
  readonly url?: string | undefined;
  /** Where the embedded PostgreSQL lies when there is no `url`. One data folder may hold several databases. */
  readonly dataDir?: string | undefined;
  readonly migrations: readonly MigrationSet[];
  readonly log?: PostgresLog;
  /** Connections of the pool; 10 when absent. `inTurn` has one more, and so has `listen`. */
  readonly connections?: number;
}

/**
 * Opens the database: `url` if given, else the embedded PostgreSQL; never anything else. Creates roles, applies migrations, and
 * refuses a server that could lose what it acknowledged or a role that row-level security does not hold.
 *
 * @throws {DatabaseError} with what to do; see errors.ts
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const began = Date.now();
  const log: PostgresLog = options.log ?? silentLog;
  const { name } = options;
  const place = await reachDatabase(options);
  const roles = rolesOf(name);
  const open = (max: number) => connect(place.working, { name: place.application, max });
  const pool = renewing(() => open(options.connections ?? 10));
  try {
    await pool.use(async (sql) => {
      await reached(checkDurability(sql));
      await checkRole(sql, roles.app);
      await checkTables(sql);
    });
  } catch (error) {
    await pool.end(1);
    await place.leave();
    throw error;
  }
  log("database opened", { database: name, how: place.how, ms: Date.now() - began });
  const line = renewing(() => open(1));
  // It connects where something is listened to, and stays when the others are opened anew.
  const ears = open(1);
  return opened({ pool, line, ears }, { place, name, log, doors: createDoors(pool, line, roles) });
}

function opened(
  pools: { pool: RenewingPool; line: RenewingPool; ears: Pool },
  parts: { place: Reached; name: string; log: PostgresLog; doors: Doors },
): Database {
  const { pool, line, ears } = pools;
  return {
    ...parts.doors,
    async listen(channel, heard, listening) {
      const { unlisten } = await ears.listen(channel, heard, listening);
      return { stop: async () => void (await unlisten()) };
    },
    async check() {
      await pool.use((sql) => sql`select 1`);
    },
    async close() {
      await Promise.all([pool.end(5), line.end(5), ears.end({ timeout: 5 })]);
      const left = await parts.place.leave();
      parts.log("database closed", { database: parts.name, how: left ?? "url" });
    },
  };
}
