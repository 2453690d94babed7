import { open, rm } from "node:fs/promises";
import { type BackupSet, backUp, type DatabaseOptions, restore } from "@aside/postgres";
import { codeOf, ServiceError } from "@aside/service";

/** Two sets, so that the keys can be kept elsewhere and for a shorter time: what is shredded is then gone from the backups too. */
const SETS: readonly BackupSet[] = [
  {
    name: "records",
    schema: "public",
    // How often cards were tried in the last hour, under a secret of the database.
    without: ["collector_card_secret", "collector_card_limit"],
  },
  { name: "keys", schema: "vault_keys" },
];

const USAGE = "backup records FILE, backup keys FILE, or restore FILE";

/**
 * `backup records|keys FILE`: one of the two sets as it is at one instant, while collectors serve; FILE must be new, and only its owner can read
 * it. `restore FILE`: puts a set back into a database on which no collector was started yet; all of it or nothing.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 * @throws {DatabaseError}
 */
export async function backupCommand(
  database: DatabaseOptions,
  verb: "backup" | "restore",
  [word, second, ...rest]: readonly string[],
): Promise<string> {
  const file = verb === "backup" ? second : word;
  const more = verb === "backup" ? rest : [second, ...rest].filter((each) => each !== undefined);
  if (file === undefined || more.length > 0) return wrong(USAGE);
  if (verb === "restore") return JSON.stringify(await put(database, file));
  const set = SETS.find(({ name }) => name === word);
  if (set === undefined) return wrong(USAGE);
  return JSON.stringify({ set: set.name, ...(await take(database, set, file)) });
}

async function take(database: DatabaseOptions, set: BackupSet, path: string) {
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    return wrong(`${path} cannot be made: ${codeOf(error)}`);
  });
  try {
    const count = await backUp(database, set, (data) => file.appendFile(data));
    await file.sync();
    return count;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function put(database: DatabaseOptions, path: string) {
  const file = await open(path, "r").catch((error: unknown) => {
    return wrong(`${path} cannot be read: ${codeOf(error)}`);
  });
  try {
    return await restore(database, SETS, file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}
