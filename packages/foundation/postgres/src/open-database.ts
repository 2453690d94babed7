import { randomBytes } from "node:crypto";
import { codeOf, silentLog } from "@aside/service";
import { checkDurability, checkRole, checkTables } from "./checks.ts";
import { ownerRole } from "./cluster.ts";
import { asAdmin, connect, type Pool, type Target } from "./connect.ts";
import { createDoors, type Doors } from "./doors.ts";
import { startEmbedded, type Embedded } from "./embedded.ts";
import { DatabaseError } from "./errors.ts";
import type { PostgresLog } from "./events.ts";
import { migrate, type MigrationSet } from "./migrate.ts";
import { ensureRoles, rolesOf } from "./roles.ts";

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
  /** Connections of the pool; 10 when absent. */
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
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(name))
    throw new DatabaseError("wrong_name", "a database's name is a short word");
  const embedded =
    options.url === undefined ? await embeddedOf(options.dataDir, name, log) : undefined;
  const roles = rolesOf(name);
  const application = `aside:${name}:${process.pid}:${randomBytes(4).toString("hex")}`;
  const [admin, working] = targets(options.url, embedded, name, roles.app);
  let pool: Pool | undefined;
  try {
    if (embedded) await createDatabase(embedded, application, name);
    await reached(
      asAdmin(admin, application, (sql) => prepare(sql, options, embedded !== undefined, log)),
    );
    pool = connect(working, { name: application, max: options.connections ?? 10 });
    await reached(checkDurability(pool));
    await checkRole(pool, roles.app);
    await checkTables(pool);
  } catch (error) {
    await pool?.end({ timeout: 1 });
    await embedded?.stop(() => inUse(admin, application));
    throw error;
  }
  log("database opened", { database: name, how: embedded?.how ?? "url", ms: Date.now() - began });
  return opened(pool, { application, admin, embedded, name, log, doors: createDoors(pool, roles) });
}

function opened(
  pool: Pool,
  parts: {
    application: string;
    admin: Target;
    embedded: Embedded | undefined;
    name: string;
    log: PostgresLog;
    doors: Doors;
  },
): Database {
  return {
    ...parts.doors,
    async listen(channel, heard, listening) {
      const { unlisten } = await pool.listen(channel, heard, listening);
      return { stop: async () => void (await unlisten()) };
    },
    async check() {
      await pool`select 1`;
    },
    async close() {
      await pool.end({ timeout: 5 });
      const left = await parts.embedded?.stop(() => inUse(parts.admin, parts.application));
      parts.log("database closed", { database: parts.name, how: left ?? "url" });
    },
  };
}

/** What is done as the owner, by one process at a time. */
async function prepare(
  sql: Pool,
  options: DatabaseOptions,
  embedded: boolean,
  log: PostgresLog,
): Promise<void> {
  const roles = rolesOf(options.name);
  await checkDurability(sql);
  await sql`select pg_advisory_lock(hashtextextended('aside migrations', 0))`;
  await ensureRoles(sql, roles, embedded);
  await migrate(sql, options.migrations, roles, log);
  await sql`select pg_advisory_unlock(hashtextextended('aside migrations', 0))`;
}

function embeddedOf(
  dataDir: string | undefined,
  name: string,
  log: PostgresLog,
): Promise<Embedded> {
  if (dataDir === undefined)
    throw new DatabaseError("no_database", "neither a database URL nor a data folder is set");
  return startEmbedded(dataDir, {
    gone: () => log("postgres gone", { database: name }),
    back: (ms) => log("postgres back", { database: name, ms }),
    notBack: (error) => log("postgres not back", { database: name, error: codeOf(error) }),
  });
}

function targets(
  url: string | undefined,
  embedded: Embedded | undefined,
  name: string,
  app: string,
): [Target, Target] {
  if (embedded === undefined) {
    return [
      { kind: "url", url: url ?? "" },
      { kind: "url", url: url ?? "", role: app },
    ];
  }
  const socket = { kind: "socket", folder: embedded.socketFolder, database: name } as const;
  return [
    { ...socket, user: ownerRole },
    { ...socket, user: app },
  ];
}

async function createDatabase(
  embedded: Embedded,
  application: string,
  name: string,
): Promise<void> {
  const target = {
    kind: "socket",
    folder: embedded.socketFolder,
    user: ownerRole,
    database: "postgres",
  } as const;
  await asAdmin(target, application, async (sql) => {
    await checkDurability(sql);
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (found) return;
    try {
      await sql`create database ${sql(name)}`;
    } catch (error) {
      // Another process created it in the meantime.
      if (!["42P04", "23505"].includes(codeOf(error))) throw error;
    }
  });
}

/** Whether another process is connected to the embedded server; one that cannot be asked counts as not in use. */
async function inUse(admin: Target, application: string): Promise<boolean> {
  const target = admin.kind === "socket" ? { ...admin, database: "postgres" } : admin;
  try {
    return await asAdmin(target, application, async (sql) => {
      const [row] = await sql<{ others: number }[]>`
        select count(*)::int as others from pg_stat_activity
        where backend_type = 'client backend' and application_name <> ${application}`;
      return (row?.others ?? 0) > 0;
    });
  } catch {
    return false;
  }
}

async function reached<T>(action: Promise<T>): Promise<T> {
  try {
    return await action;
  } catch (cause) {
    const network = [
      "ECONNREFUSED",
      "ENOTFOUND",
      "EHOSTUNREACH",
      "ETIMEDOUT",
      "CONNECT_TIMEOUT",
      "CONNECTION_CLOSED",
    ];
    const refused = ["28P01", "28000", "3D000"];
    const code = codeOf(cause);
    if (![...network, ...refused].includes(code)) throw cause;
    const what = refused.includes(code)
      ? "refused the user, password or database of"
      : "could not be reached at";
    throw new DatabaseError(
      "unreachable",
      `PostgreSQL ${what} the database URL (${code}): check it`,
      { cause },
    );
  }
}
