import type { Database, Statement } from "@aside/postgres";
import { codeOf, isDiskFull } from "@aside/service";
import { createCommitted, type Committed } from "./committed.ts";
import { JournalError } from "./errors.ts";
import type { Verdict } from "./journal.ts";
import { hintOf, type Storable } from "./storable.ts";

/** Entries of different conversations in one transaction, each with a verdict of its own. */
export type AppendBatch = (entries: readonly Storable[]) => Promise<readonly Verdict[]>;

/** @returns what throws {JournalError} `unavailable`, `disk_full`, `wrong_entry` */
export function createAppendBatch(database: Database): AppendBatch {
  const committed = createCommitted();
  return (entries) => appendBatch(database, committed, entries);
}

async function appendBatch(
  database: Database,
  committed: Committed,
  entries: readonly Storable[],
): Promise<readonly Verdict[]> {
  try {
    const refused = await withRetries(() => insert(database, committed, entries));
    if (refused.size === 0) return entries.map(() => "appended");
    const known = await duplicates(
      database,
      entries.filter((_, index) => refused.has(index)),
    );
    return entries.map((entry, index) =>
      !refused.has(index) ? "appended" : known.has(entry.hint) ? "duplicate" : "stale",
    );
  } catch (cause) {
    if (cause instanceof JournalError) throw cause;
    if (isDiskFull(cause))
      throw new JournalError("disk_full", "the database has no space left", { cause });
    throw new JournalError("unavailable", "the database did not take the entries", { cause });
  }
}

/** @returns the places in `entries` of those that were not added */
export async function insert(
  database: Database,
  committed: Committed,
  entries: readonly Storable[],
): Promise<ReadonlySet<number>> {
  const tenants = [...new Set(entries.map((entry) => entry.tenant))].join(",");
  const [row] = await database.inTurn((sql) => append(sql, tenants, committed, entries));
  if (row === undefined) throw new JournalError("unavailable", "the database gave no verdict");
  const refused = new Set(row.refused.map((place) => place - 1));
  const added = refused.size === 0 ? entries : entries.filter((_, index) => !refused.has(index));
  committed.note(row.session, added);
  return refused;
}

/** @param tenants whose rows the transaction may write */
export function append(
  sql: Statement,
  tenants: string,
  committed: Pick<Committed, "session" | "precedes">,
  entries: readonly Storable[],
) {
  const lines = (column: (entry: Storable) => string | number) => entries.map(column).join("\n");
  const listed = entries.flatMap(({ listed: rest }, index) =>
    rest === undefined ? [] : `{"place":${index + 1},${rest}}`,
  );
  return sql<{ refused: number[]; session: string }[]>`
    select refused, session from journal_append(
      ${tenants}, ${committed.session()},
      ${lines((entry) => entry.tenant)}, ${lines((entry) => entry.conversation)}, ${lines((entry) => entry.seq)},
      ${lines((entry) => entry.at)}, ${lines((entry) => entry.clientId ?? "")}, ${lines((entry) => entry.event)},
      ${lines((entry) => (committed.precedes(entry) ? 1 : 0))},
      ${listed.length === 0 ? null : `[${listed.join(",")}]`}::text::jsonb, ${lines((entry) => entry.hint)}
    )`;
}

/** Of entries that were not added, those whose client id is there. A statement of its own: it sees what was committed meanwhile. */
async function duplicates(
  database: Database,
  refused: readonly Storable[],
): Promise<ReadonlySet<string>> {
  const named = refused.filter((entry) => entry.clientId !== undefined);
  if (named.length === 0) return new Set();
  const rows = await database.withTenants(
    [...new Set(named.map((entry) => entry.tenant))],
    (sql) => sql<{ tenant: string; conversation: string; seq: number }[]>`
      select w.tenant, w.conversation, w.seq from unnest(
        ${named.map((entry) => entry.tenant)}::text[], ${named.map((entry) => entry.conversation)}::text[],
        ${named.map((entry) => entry.seq)}::bigint[], ${named.map((entry) => entry.clientId ?? "")}::text[]
      ) as w (tenant, conversation, seq, client_id)
      cross join lateral (
        select 1 from journal j
        where j.tenant = w.tenant and j.conversation = w.conversation and j.client_id = w.client_id limit 1
      ) found`,
  );
  return new Set(rows.map(hintOf));
}

/** What PostgreSQL rolled back for its own reasons (serialization, deadlock) is tried again; the outcome is known. */
async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 3; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !["40001", "40P01"].includes(codeOf(error))) throw error;
    }
  }
}
