import {
  type BackupCount,
  type BackupSet,
  END_OF_ROWS,
  type SetTable,
  stepsOf,
  tablesOf,
} from "./backup-set.ts";
import { asAdmin, type Sql } from "./connect.ts";
import type { DatabaseOptions } from "./open-database.ts";
import { reachDatabase } from "./reach-database.ts";

const AT_ONCE = 65_536;

/**
 * Reads a part of a database as it stands at one instant, while others work on it. It reads past row-level security, or fails: by a role
 * that may (the embedded PostgreSQL's is one; of yours a superuser or one with BYPASSRLS).
 *
 * @param write gets the backup, some at a time
 * @throws {DatabaseError}; what `write` throws
 */
export async function backUp(
  options: DatabaseOptions,
  set: BackupSet,
  write: (data: Buffer) => Promise<void>,
): Promise<BackupCount> {
  const place = await reachDatabase(options);
  let failed: { readonly error: unknown } | undefined;
  const writeOrNote = async (data: Buffer) => {
    try {
      await write(data);
    } catch (error) {
      failed = { error };
      throw error;
    }
  };
  try {
    return await asAdmin(place.admin, place.application, async (pool) => {
      const { count } = await pool.begin(
        "isolation level repeatable read read only",
        async (sql) => ({ count: await readAll(sql, set, writeOrNote) }),
      );
      return count;
    });
  } catch (error) {
    // Behind a COPY that was not read to its end the driver refuses the rollback too, and would say only that.
    throw failed === undefined ? error : failed.error;
  } finally {
    await place.leave();
  }
}

async function readAll(
  sql: Sql,
  set: BackupSet,
  write: (data: Buffer) => Promise<void>,
): Promise<BackupCount> {
  await sql`set local row_security to off`;
  let waiting: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    await write(Buffer.concat(waiting));
    waiting = [];
    size = 0;
  };
  const put = async (data: Buffer) => {
    waiting.push(data);
    size += data.length;
    if (size >= AT_ONCE) await flush();
  };
  const putLine = (line: unknown) => put(Buffer.from(`${JSON.stringify(line)}\n`));
  await putLine({ format: "aside-backup-1", set: set.name, steps: await stepsOf(sql) });
  const tables = await tablesOf(sql, set);
  let rows = 0;
  for (const table of tables) {
    await putLine(table);
    for await (const chunk of copied(sql, table)) {
      for (const byte of chunk) if (byte === 0x0a) rows += 1;
      await put(chunk);
    }
    await put(Buffer.from(END_OF_ROWS));
  }
  const count = { tables: tables.length, rows };
  await putLine({ end: count });
  await flush();
  return count;
}

/** Rows as `COPY` writes them: one a line, whatever is in them. */
async function* copied(sql: Sql, { table, columns }: SetTable): AsyncGenerator<Buffer> {
  const rows = await sql.unsafe(`copy ${table} (${columns.join(", ")}) to stdout`).readable();
  for await (const chunk of rows) yield chunk;
  // The driver stops its socket while the stream is full and goes on as more is asked for, which nobody does after the last row.
  rows._read(0);
}
