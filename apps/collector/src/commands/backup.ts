import { open, rm } from "node:fs/promises";
import type { Recorder } from "@aside/audit";
import { COLLECTOR_LOG } from "@aside/audit-log";
import {
  type BackupSet,
  backUp,
  type Database,
  type DatabaseOptions,
  restore,
} from "@aside/postgres";
import { codeOf, ServiceError } from "@aside/service";
import { actOn } from "../tenants.ts";

/** Two sets, so that the keys can be kept elsewhere and for a shorter time: what is shredded is then gone from the backups too. */
const SETS: readonly BackupSet[] = [
  {
    name: "records",
    schema: "public",
    // How often something was tried in the last hour, under a secret of the database.
    without: ["collector_limit_secret", "collector_limit"],
  },
  { name: "keys", schema: "vault_keys" },
];

export interface BackupDesk {
  readonly database: Database;
  readonly audit: Recorder;
  /** How the same database is reached by who owns it. */
  readonly place: DatabaseOptions;
}

/**
 * `backup records|keys FILE`: one of the two sets as it is at one instant, while collectors serve. FILE must be new, and only its owner can read
 * it. That it was made is an entry of the audit log.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 * @throws {DatabaseError}
 */
export async function backupCommand(
  { database, audit, place }: BackupDesk,
  [word, file, ...more]: readonly string[],
): Promise<string> {
  const set = SETS.find(({ name }) => name === word);
  if (set === undefined || file === undefined || more.length > 0) {
    return wrong("backup records FILE, or backup keys FILE");
  }
  await database.withTenant(COLLECTOR_LOG, (sql) =>
    audit.record(sql, { ...actOn(COLLECTOR_LOG, "backup.made"), subject: `set:${set.name}` }),
  );
  return JSON.stringify({ set: set.name, ...(await take(place, set, file)) });
}

/**
 * `restore FILE`: puts a set back into a database on which no collector was started yet; all of it or nothing.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 * @throws {DatabaseError}
 */
export async function restoreCommand(
  place: DatabaseOptions,
  [path, ...more]: readonly string[],
): Promise<string> {
  if (path === undefined || more.length > 0) return wrong("restore FILE");
  const file = await open(path, "r").catch((error: unknown) => {
    return wrong(`${path} cannot be read: ${codeOf(error)}`);
  });
  try {
    const from = file.createReadStream({ autoClose: false });
    return JSON.stringify(await restore(place, SETS, from));
  } finally {
    await file.close();
  }
}

async function take(place: DatabaseOptions, set: BackupSet, path: string) {
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    return wrong(`${path} cannot be made: ${codeOf(error)}`);
  });
  try {
    const count = await backUp(place, set, (data) => file.appendFile(data));
    await file.sync();
    return count;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}
