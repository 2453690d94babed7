import { once } from "node:events";
import { codeOf } from "@aside/service";
import {
  backupEnd,
  backupHeader,
  backupTable,
  type BackupCount,
  type BackupSet,
  END_OF_ROWS,
  readLine,
  type SetTable,
  stepsOf,
  tablesOf,
} from "./backup-set.ts";
import { asAdmin, type Sql } from "./connect.ts";
import { DatabaseError } from "./errors.ts";
import type { DatabaseOptions } from "./open-database.ts";
import { reachDatabase } from "./reach-database.ts";

/**
 * Puts a part of a database back, all of it or nothing, where its tables are empty and of the version that it was written by.
 *
 * @param sets which of them the file may be
 * @returns which it was, and how much
 * @throws {DatabaseError} `backup_unreadable`, `backup_other_version`, `not_empty`
 */
export async function restore(
  options: DatabaseOptions,
  sets: readonly BackupSet[],
  from: AsyncIterable<Buffer>,
): Promise<BackupCount & { set: string }> {
  const lines = linesOf(from);
  const header = readLine(backupHeader, await next(lines));
  const set = sets.find(({ name }) => name === header.set);
  if (set === undefined) throw unreadable();
  const place = await reachDatabase(options);
  try {
    return await asAdmin(place.admin, place.application, async (pool) => {
      const { count } = await pool.begin(async (sql) => {
        await sql`set local row_security to off`;
        const steps = await stepsOf(sql);
        if (JSON.stringify(steps) !== JSON.stringify(header.steps)) throw otherVersion();
        return { count: await read(sql, await emptyTables(sql, set), lines) };
      });
      return { set: set.name, ...count };
    });
  } finally {
    await place.leave();
  }
}

async function emptyTables(sql: Sql, set: BackupSet): Promise<SetTable[]> {
  const tables = await tablesOf(sql, set);
  for (const { table } of tables) {
    await sql.unsafe(`lock table ${table} in share row exclusive mode`);
    const [found] = await sql.unsafe(`select 1 from ${table} limit 1`);
    if (found !== undefined) {
      throw new DatabaseError(
        "not_empty",
        `${table} has rows: restore into a new data folder or database that nothing was started on`,
      );
    }
  }
  return tables;
}

async function read(
  sql: Sql,
  tables: readonly SetTable[],
  lines: AsyncGenerator<Buffer>,
): Promise<BackupCount> {
  let rows = 0;
  for (const expected of tables) {
    const { table, columns } = readLine(backupTable, await next(lines));
    if (table !== expected.table || columns.join() !== expected.columns.join()) throw unreadable();
    rows += await readRows(sql, expected, lines);
  }
  const { end } = readLine(backupEnd, await next(lines));
  const more = await lines.next();
  if (end.rows !== rows || end.tables !== tables.length || more.done !== true) throw unreadable();
  for (const table of tables) await goOn(sql, table);
  return { tables: tables.length, rows };
}

async function readRows(
  sql: Sql,
  { table, columns }: SetTable,
  lines: AsyncGenerator<Buffer>,
): Promise<number> {
  const to = await sql.unsafe(`copy ${table} (${columns.join(", ")}) from stdin`).writable();
  // Of a row that the table does not take the driver tells the stream only while it is written to, and not at its end.
  to.on("error", () => undefined);
  let rows = 0;
  try {
    for (let line = await next(lines); !line.equals(END); line = await next(lines)) {
      if (to.destroyed) throw unreadable();
      if (!to.write(line)) await once(to, "drain");
      rows += 1;
    }
  } catch (error) {
    to.destroy(new Error("the rows are not whole"));
    throw /^2[23]/.test(codeOf(error)) ? unreadable() : error;
  }
  // Once nothing waits to be written, the end is told at once, and a statement can follow.
  await new Promise<void>((resolve) => to.write(Buffer.alloc(0), () => resolve()));
  to.end();
  await sql`select 1`.catch((cause: unknown) => {
    throw codeOf(cause) === ABORTED ? unreadable() : cause;
  });
  return rows;
}

/** A statement of the transaction before this one failed. */
const ABORTED = "25P02";
const END = Buffer.from(END_OF_ROWS);

/** Numbers that the database gives go on after those that came back. */
async function goOn(sql: Sql, { table, columns }: SetTable): Promise<void> {
  for (const column of columns) {
    const [sequence] = await sql<{ name: string | null }[]>`
      select pg_get_serial_sequence(${table}, ${column.replaceAll('"', "")}) as name`;
    if (sequence === undefined || sequence.name === null) continue;
    await sql.unsafe(
      `select setval('${sequence.name}', coalesce(max(${column}), 1), max(${column}) is not null) from ${table}`,
    );
  }
}

/** Lines with their ends. What `COPY` writes has no other byte 10 in it. */
async function* linesOf(from: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of from) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (let end = rest.indexOf(10, at); end >= 0; end = rest.indexOf(10, at)) {
      yield rest.subarray(at, end + 1);
      at = end + 1;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw unreadable();
}

async function next(lines: AsyncGenerator<Buffer>): Promise<Buffer> {
  const line = await lines.next();
  if (line.done === true) throw unreadable();
  return line.value;
}

function unreadable(): DatabaseError {
  return new DatabaseError("backup_unreadable", "the file is no whole backup of this database");
}

function otherVersion(): DatabaseError {
  return new DatabaseError(
    "backup_other_version",
    "the backup was written by another version: restore it with that one, then start this",
  );
}
