import type { Database, Sql } from "@aside/postgres";
import { codeOf, isDiskFull } from "@aside/service";
import { JournalError } from "./errors.ts";
import type { Entry, Verdict } from "./journal.ts";
import { jsonOf, storable } from "./storable.ts";

/** The channel of the hints: lines of `tenant conversation seq`. */
export const hintChannel = "aside_journal";

/** NOTIFY takes less than 8,000 bytes; a line has at most 149. */
const hintBytes = 7000;

/**
 * Appends entries of different conversations in one transaction, each with a verdict of its own.
 *
 * @throws {JournalError} `unavailable`, `disk_full`, `wrong_entry`
 */
export async function appendBatch(
  database: Database,
  entries: readonly Entry[],
): Promise<readonly Verdict[]> {
  const tenants = [...new Set(entries.map((entry) => entry.tenant))];
  try {
    const added = await withRetries(() =>
      database.withTenants(tenants, (sql) => insert(sql, entries)),
    );
    const known = await duplicates(
      database,
      tenants,
      entries.filter((entry) => !added.has(keyOf(entry))),
    );
    return entries.map((entry) =>
      added.has(keyOf(entry)) ? "appended" : known.has(keyOf(entry)) ? "duplicate" : "stale",
    );
  } catch (cause) {
    if (cause instanceof JournalError) throw cause;
    if (isDiskFull(cause))
      throw new JournalError("disk_full", "the database has no space left", { cause });
    throw new JournalError("unavailable", "the database did not take the entries", { cause });
  }
}

/** The one statement: rows of the log, of the list of conversations and of the webhooks' list, and the hints. */
export async function insert(sql: Sql, entries: readonly Entry[]): Promise<ReadonlySet<string>> {
  const column = <T>(value: (entry: Entry) => T) => entries.map(value);
  const rows = await sql<{ tenant: string; conversation: string; seq: number }[]>`
    with input as materialized (
      select * from unnest(
        ${column((entry) => entry.tenant)}::text[], ${column((entry) => entry.conversation)}::text[],
        ${column((entry) => entry.seq)}::bigint[], ${column((entry) => entry.at)}::bigint[],
        ${column((entry) => entry.clientId ?? null)}::text[], ${column(storable)}::text[],
        ${column((entry) => entry.index?.phase ?? null)}::text[], ${column((entry) => entry.index?.agent ?? null)}::text[],
        ${column((entry) => entry.index?.dueAt ?? null)}::bigint[],
        ${column((entry) => (entry.index === undefined ? null : jsonOf(entry.index.summary)))}::text[],
        ${column((entry) => (entry.announce === true ? "t" : "f"))}::text[]
      ) as i (tenant, conversation, seq, at, client_id, event, phase, agent, due_at, summary, announce)
    ), added as (
      insert into journal (tenant, conversation, seq, at, client_id, event)
      select tenant, conversation, seq, at, client_id, event::jsonb from input i
      where seq = 1 or (
        select true from journal p
        where p.tenant = i.tenant and p.conversation = i.conversation and p.seq = i.seq - 1
      )
      -- Two nodes whose batches overlap must lock in the same order, or they deadlock.
      order by tenant collate "C", conversation collate "C", seq
      on conflict do nothing
      returning tenant, conversation, seq
    ), fresh as materialized (
      select i.* from input i join added using (tenant, conversation, seq)
    ), indexed as (
      insert into conversation as c (tenant, id, last_seq, phase, agent, due_at, summary, created_at, updated_at)
      select tenant, conversation, seq, phase, agent, due_at, summary::jsonb, at, at from fresh
      where phase is not null
      order by tenant collate "C", conversation collate "C"
      on conflict (tenant, id) do update set last_seq = excluded.last_seq, phase = excluded.phase, agent = excluded.agent,
        due_at = excluded.due_at, summary = excluded.summary, updated_at = excluded.updated_at
      where excluded.last_seq > c.last_seq
    ), announced as (
      insert into webhook_outbox (tenant, conversation, seq, next_at)
      select tenant, conversation, seq, at from fresh where announce::boolean
    ), line as (
      select concat_ws(' ', tenant, conversation, seq) as line,
        sum(octet_length(concat_ws(' ', tenant, conversation, seq)) + 1) over (order by tenant, conversation) / ${hintBytes} as part
      from fresh
    ), hinted as materialized (
      select pg_notify(${hintChannel}, string_agg(line, chr(10))) from line group by part
    )
    select tenant, conversation, seq, (select count(*) from hinted) as hints from fresh`;
  return new Set(rows.map(keyOf));
}

/** Of entries that were not added, those whose client id is there. A statement of its own: it sees what was committed meanwhile. */
async function duplicates(
  database: Database,
  tenants: readonly string[],
  refused: readonly Entry[],
): Promise<ReadonlySet<string>> {
  const named = refused.filter((entry) => entry.clientId !== undefined);
  if (named.length === 0) return new Set();
  const rows = await database.withTenants(
    tenants,
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
  return new Set(rows.map(keyOf));
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

function keyOf(entry: { tenant: string; conversation: string; seq: number }): string {
  return `${entry.tenant} ${entry.conversation} ${entry.seq}`;
}
