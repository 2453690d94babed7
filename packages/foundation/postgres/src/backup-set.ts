import * as z from "zod";
import type { Pool, Sql } from "./connect.ts";
import { DatabaseError } from "./errors.ts";

/** A part of a database that is backed up by itself. */
export interface BackupSet {
  /** Names it for good. */
  readonly name: string;
  readonly schema: string;
  /** Tables that are not worth keeping: what they hold is made anew. */
  readonly without?: readonly string[];
}

export interface BackupCount {
  readonly tables: number;
  readonly rows: number;
}

/** A file of a backup is lines: one of these, then for each table its name and the rows of `COPY` up to `\.`, then the count. */
export const backupHeader = z.strictObject({
  format: z.literal("aside-backup-1"),
  set: z.string(),
  /** The migrations that the tables are of: `set/step` and the digest of its text. */
  steps: z.array(z.tuple([z.string(), z.string()])),
});
export const backupTable = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
export const backupEnd = z.strictObject({
  end: z.strictObject({ tables: z.int(), rows: z.int() }),
});
export const END_OF_ROWS = "\\.\n";

export interface SetTable {
  /** Quoted, with its schema; so are the columns. */
  table: string;
  columns: string[];
}

/** The tables of a set, each after those that it refers to. */
export async function tablesOf(sql: Pool | Sql, set: BackupSet): Promise<SetTable[]> {
  const rows = await sql<(SetTable & { oid: number; needs: number[] })[]>`
    select c.oid::int as oid, format('%I.%I', n.nspname, c.relname) as table,
      array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select f.confrelid::int from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${set.schema} and c.relkind = 'r' and c.relname <> 'aside_migration'
      and not c.relname = any(${[...(set.without ?? [])]}::text[])
    order by format('%I.%I', n.nspname, c.relname) collate "C"`;
  const sorted: (typeof rows)[number][] = [];
  const place = (row: (typeof rows)[number]) => {
    if (sorted.includes(row)) return;
    for (const needed of rows) if (needed !== row && row.needs.includes(needed.oid)) place(needed);
    sorted.push(row);
  };
  for (const row of rows) place(row);
  return sorted.map(({ table, columns }) => ({ table, columns }));
}

export async function stepsOf(sql: Pool | Sql): Promise<[string, string][]> {
  const rows = await sql<{ step: string; checksum: string }[]>`
    select set || '/' || step as step, checksum from aside_migration
    order by set || '/' || step collate "C"`;
  return rows.map(({ step, checksum }) => [step, checksum]);
}

/** Reads one line of a backup as what must stand there. @throws {DatabaseError} `backup_unreadable` */
export function readLine<T>(schema: z.ZodType<T>, line: Buffer): T {
  const wrong = () =>
    new DatabaseError("backup_unreadable", "the file is no whole backup of this kind");
  try {
    const read = schema.safeParse(JSON.parse(line.toString()));
    if (read.success) return read.data;
  } catch {
    throw wrong();
  }
  throw wrong();
}
