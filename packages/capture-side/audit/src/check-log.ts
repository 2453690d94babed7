import {
  type Checkpoint,
  createTreeBuilder,
  emptyRoot,
  equal,
  chainHash,
  type NoteTools,
  openCheckpoint,
} from "@aside/audit-log";
import type { Database, Sql } from "@aside/postgres";
import { sha256 } from "@aside/service";
import { type EntryRow, entryOf } from "./rows.ts";
import { splitHashes } from "./split-hashes.ts";
import { readHashes } from "./tree-store.ts";

/** Why a database's log is not the one that was signed. */
export type LogFault =
  /** Fewer entries than a checkpoint covers: cut off, or an older database was put back. */
  | "short"
  /** Other entries than a checkpoint covers. */
  | "differs"
  /** Entries after the last checkpoint are not chained as they say. */
  | "broken"
  /** A checkpoint in the database that our keys have not signed. */
  | "unsigned";

/**
 * Whether the database holds the log that checkpoints were signed over, and what came after them is chained. Reads the end of the log
 * only: `aside audit verify` reads all of it.
 *
 * @param notes kept elsewhere: the witness's, a folder's
 */
export async function checkLog(
  tenant: string,
  notes: readonly string[],
  using: { database: Database; tools: NoteTools },
): Promise<LogFault | null> {
  return await using.database.withTenant(tenant, async (sql) => {
    // Whoever chains passes over a locked head: nothing grows while it is looked at.
    await sql`select 1 from audit_head where tenant = ${tenant} for update`;
    const [last] = await sql<{ note: string }[]>`
      select note from audit_checkpoint where tenant = ${tenant} order by size desc limit 1`;
    const own = last ? openCheckpoint(last.note, using.tools) : null;
    if (last && own?.tenant !== tenant) return "unsigned";
    const elsewhere = notes.flatMap((note) => openCheckpoint(note, using.tools) ?? []);
    const known = elsewhere.filter((checkpoint) => checkpoint.tenant === tenant);
    for (const checkpoint of own ? [own, ...known] : known) {
      const fault = await against(sql, checkpoint);
      if (fault) return fault;
    }
    return await checkEnd(sql, tenant, own?.size ?? 0);
  });
}

async function against(sql: Sql, { tenant, size, root }: Checkpoint): Promise<LogFault | null> {
  const [head] = await sql<{ number: number }[]>`
    select coalesce(max(number), 0) as number from audit_entry where tenant = ${tenant}`;
  if ((head?.number ?? 0) < size) return "short";
  if (size === 0) return equal(root, emptyRoot(sha256)) ? null : "differs";
  const found = await readHashes(sql, tenant, [{ from: 0, to: size }]).catch(() => []);
  return found[0] !== undefined && equal(found[0], root) ? null : "differs";
}

/** What was chained since the last checkpoint, and that the head is its end. */
async function checkEnd(sql: Sql, tenant: string, from: number): Promise<LogFault | null> {
  const [head] = await sql<{ number: number; hash: Uint8Array; peaks: Uint8Array }[]>`
    select number, hash, peaks from audit_head where tenant = ${tenant}`;
  const rows = await sql<EntryRow[]>`
    select tenant, number, id, at, actor, action, subject, field, purpose, reference, result, hash
    from audit_entry where tenant = ${tenant} and number >= ${from} order by number`;
  let previous: Uint8Array = new Uint8Array(32);
  let expected = Math.max(1, from);
  for (const row of rows) {
    if (row.number !== expected) return "broken";
    const chained =
      row.number === from || equal(chainHash(previous, entryOf(row), sha256), row.hash);
    if (!chained) return "broken";
    previous = row.hash;
    expected += 1;
  }
  if (head === undefined) return rows.length === 0 ? null : "broken";
  const peaks = createTreeBuilder(sha256, { size: head.number, peaks: splitHashes(head.peaks) });
  const root =
    head.number === 0
      ? [emptyRoot(sha256)]
      : await readHashes(sql, tenant, [{ from: 0, to: head.number }]).catch(() => []);
  const holds =
    head.number === expected - 1 &&
    equal(head.hash, previous) &&
    root[0] !== undefined &&
    equal(root[0], peaks.root());
  return holds ? null : "broken";
}
