import { randomBytes } from "node:crypto";
import { codeOf, silentLog } from "@aside/service";
import { checkDurability } from "./checks.ts";
import { ownerRole } from "./cluster.ts";
import { asAdmin, type Pool, type Target } from "./connect.ts";
import { startEmbedded, type Embedded } from "./embedded.ts";
import { DatabaseError } from "./errors.ts";
import type { PostgresLog } from "./events.ts";
import { migrate } from "./migrate.ts";
import type { DatabaseOptions } from "./open-database.ts";
import { ensureRoles, rolesOf } from "./roles.ts";

/** A database that is there, with its roles and all migrations applied. */
export interface Reached {
  readonly admin: Target;
  readonly working: Target;
  /** How `pg_stat_activity` names our connections. */
  readonly application: string;
  readonly how: "url" | Embedded["how"];
  /** Ends what was started for it, unless another process uses it. */
  leave(): Promise<Awaited<ReturnType<Embedded["stop"]>> | undefined>;
}

/**
 * Finds the database, or starts and makes the embedded one, and brings it up to date.
 *
 * @throws {DatabaseError}
 */
export async function reachDatabase(options: DatabaseOptions): Promise<Reached> {
  const log: PostgresLog = options.log ?? silentLog;
  const { name } = options;
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(name))
    throw new DatabaseError("wrong_name", "a database's name is a short word");
  const embedded =
    options.url === undefined ? await embeddedOf(options.dataDir, name, log) : undefined;
  const application = `aside:${name}:${process.pid}:${randomBytes(4).toString("hex")}`;
  const [admin, working] = targets(options.url, embedded, name, rolesOf(name).app);
  const leave = async () => await embedded?.stop(() => inUse(admin, application));
  try {
    if (embedded) await createDatabase(embedded, application, name);
    await reached(
      asAdmin(admin, application, (sql) => prepare(sql, options, embedded !== undefined, log)),
    );
  } catch (error) {
    await leave();
    throw error;
  }
  return { admin, working, application, how: embedded?.how ?? "url", leave };
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

/** Says which setting is wrong where the network or the server refuses. */
export async function reached<T>(action: Promise<T>): Promise<T> {
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
