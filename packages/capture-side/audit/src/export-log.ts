import { entryLine, formatLogLine, LOG_FORMAT } from "@aside/audit-log";
import type { Database } from "@aside/postgres";
import { type EntryRow, entryOf } from "./rows.ts";

const PAGE = 5_000;

/**
 * A tenant's whole log as lines of a file: each entry, and each checkpoint right after the entry it ends with. Make a checkpoint first
 * (`chainPending` with `rule: null`) so that all of it is signed for.
 */
export async function* exportLog(database: Database, tenant: string): AsyncGenerator<string> {
  yield formatLogLine({ format: LOG_FORMAT, tenant });
  for (let after = 0, more = true; more;) {
    const { entries, notes } = await readPage(database, tenant, after);
    for (const row of entries) {
      yield formatLogLine(entryLine(entryOf(row), row.hash));
      for (const { size, note } of notes) {
        if (size === row.number) yield formatLogLine({ checkpoint: note });
      }
      after = row.number;
    }
    more = entries.length === PAGE;
    // Checkpoints over more than there is: shown, so that whoever verifies sees that the end is missing.
    for (const { size, note } of more ? [] : notes) {
      if (size > after) yield formatLogLine({ checkpoint: note });
    }
  }
}

async function readPage(database: Database, tenant: string, after: number) {
  return await database.withTenant(tenant, async (sql) => {
    const entries = await sql<EntryRow[]>`
      select tenant, number, id, at, actor, action, subject, field, purpose, reference, result, hash
      from audit_entry where tenant = ${tenant} and number > ${after} order by number limit ${PAGE}`;
    const notes = await sql<{ size: number; note: string }[]>`
      select size, note from audit_checkpoint where tenant = ${tenant} and size > ${after} order by size`;
    return { entries, notes };
  });
}
