/** The channel of the hints: lines of `tenant conversation seq`. */
export const hintChannel = "aside_journal";

/**
 * The one statement of an append: rows of the log, of the list of conversations and of the webhooks' list, and the hints. It answers
 * with the places, from 1, of what was added. Part of a migration, so it does not change: another one gets another step. NOTIFY takes less
 * than 8,000 bytes and a line has at most 149.
 */
export const appendStatement = `
with input as materialized (
  select * from rows from (
    jsonb_to_recordset(p_rows) as (tenant text, conversation text, seq bigint, at bigint, client_id text, event jsonb, index jsonb,
      announce boolean)
  ) with ordinality as i (tenant, conversation, seq, at, client_id, event, index, announce, place)
), added as (
  insert into journal (tenant, conversation, seq, at, client_id, event)
  select tenant, conversation, seq, at, client_id, coalesce(event, 'null') from input i
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
  select tenant, conversation, seq, index->>'phase', index->>'agent', (index->>'dueAt')::bigint, index->'summary', at, at from fresh
  where index is not null
  order by tenant collate "C", conversation collate "C"
  on conflict (tenant, id) do update set last_seq = excluded.last_seq, phase = excluded.phase, agent = excluded.agent,
    due_at = excluded.due_at, summary = excluded.summary, updated_at = excluded.updated_at
  where excluded.last_seq > c.last_seq
), announced as (
  insert into webhook_outbox (tenant, conversation, seq, next_at)
  select tenant, conversation, seq, at from fresh where announce
), line as (
  select concat_ws(' ', tenant, conversation, seq) as line,
    sum(octet_length(concat_ws(' ', tenant, conversation, seq)) + 1) over (order by tenant, conversation) / 7000 as part
  from fresh
), hinted as materialized (
  select pg_notify('aside_journal', string_agg(line, chr(10))) from line group by part
)
select coalesce(array_agg(fresh.place::int), '{}'), (select count(*) from hinted) from fresh`;
