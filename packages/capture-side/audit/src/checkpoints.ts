import { consistencyPath, inclusionPath, type ProvenEntry } from "@aside/audit-log";
import type { Database, Sql } from "@aside/postgres";
import { type EntryRow, entryOf } from "./rows.ts";
import { readHashes } from "./tree-store.ts";

/** A checkpoint that the witness may have. */
export interface Letter {
  readonly tenant: string;
  readonly size: number;
  readonly note: string;
  /** The size of the log that the witness holds, and base64 hashes that prove that this one grew from it. */
  readonly after: number;
  readonly proof: readonly string[];
}

/** The newest checkpoint of a tenant with its proof. */
export async function newestCheckpoint(
  database: Database,
  tenant: string,
  after: number,
): Promise<Letter | null> {
  return await database.withTenant(tenant, async (sql) => {
    const [row] = await sql<{ size: number; note: string }[]>`
      select size, note from audit_checkpoint where tenant = ${tenant} order by size desc limit 1`;
    if (row === undefined || after > row.size) return null;
    const hashes = await readHashes(sql, tenant, consistencyPath(after, row.size));
    return { tenant, ...row, after, proof: hashes.map(toBase64) };
  });
}

/** Which entries to show. */
export interface EntryFilter {
  /** Entries about this capture or one of these tokens, in whatever role. */
  readonly about?: readonly string[];
  /** Milliseconds since the epoch, both inclusive. */
  readonly from?: number;
  readonly to?: number;
}

/** The most entries that one proof file holds. */
export const MOST_PROVEN = 10_000;

/** Entries, each proven to be in the tree of a checkpoint's size without showing the others. */
export async function proveEntries(
  sql: Sql,
  tenant: string,
  size: number,
  { about, from = 0, to = Number.MAX_SAFE_INTEGER }: EntryFilter,
): Promise<ProvenEntry[]> {
  const names = about ? [...about] : null;
  const rows = await sql<(EntryRow & { previous: Uint8Array | null })[]>`
    select e.tenant, e.number, e.id, e.at, e.actor, e.action, e.subject, e.field, e.purpose, e.reference, e.result, e.hash,
      (select p.hash from audit_entry p where p.tenant = e.tenant and p.number = e.number - 1) as previous
    from audit_entry e
    where e.tenant = ${tenant} and e.number <= ${size} and e.at between ${from} and ${to}
      and (${names}::text[] is null or e.subject = any(${names}::text[]) or e.reference = any(${names}::text[]))
    order by e.number limit ${MOST_PROVEN}`;
  const proven: ProvenEntry[] = [];
  for (const row of rows) {
    const path = await readHashes(sql, tenant, inclusionPath(row.number - 1, size));
    const previous = toBase64(row.previous ?? new Uint8Array(32));
    proven.push({ entry: entryOf(row), previous, proof: path.map(toBase64) });
  }
  return proven;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
