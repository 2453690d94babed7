/** The channel of the hints: lines of `tenant conversation seq`. */
export const hintChannel = "aside_journal";

/**
 * Adds the entries of `p_rows` whose predecessor is there; one whose place is taken fails them all. Part of a migration, so it does not
 * change: another one gets another step.
 */
export const appendStatement = `
insert into journal (tenant, conversation, seq, at, client_id, event)
select tenant, conversation, seq, at, client_id, coalesce(event, 'null') from jsonb_to_recordset(p_rows)
  as i (tenant text, conversation text, seq bigint, at bigint, client_id text, event jsonb)
where seq = 1 or (
  select true from journal p
  where p.tenant = i.tenant and p.conversation = i.conversation and p.seq = i.seq - 1
)
-- Two nodes whose batches overlap must lock in the same order, or they deadlock.
order by tenant collate "C", conversation collate "C", seq`;

/** Adds those that can be; the places, from 1, of the others go to `refused`. */
const eachForItself = `
with added as (
  ${appendStatement}
  on conflict do nothing
  returning tenant, conversation, seq
)
select coalesce(array_agg(place::int), '{}') into refused
from rows from (
  jsonb_to_recordset(p_rows) as (tenant text, conversation text, seq bigint)
) with ordinality as i (tenant, conversation, seq, place)
where not exists (
  select from added a where a.tenant = i.tenant and a.conversation = i.conversation and a.seq = i.seq
)`;

/** The lists of what was added: of conversations and of webhooks. */
const list = `
with fresh as materialized (
  select * from rows from (
    jsonb_to_recordset(p_rows) as (tenant text, conversation text, seq bigint, at bigint, index jsonb, announce boolean)
  ) with ordinality as i (tenant, conversation, seq, at, index, announce, place)
  where (index is not null or announce) and place <> all (refused)
), announced as (
  insert into webhook_outbox (tenant, conversation, seq, next_at)
  select tenant, conversation, seq, at from fresh where announce
)
insert into conversation as c (tenant, id, last_seq, phase, agent, due_at, summary, created_at, updated_at)
select tenant, conversation, seq, index->>'phase', index->>'agent', (index->>'dueAt')::bigint, index->'summary', at, at from fresh
where index is not null
order by tenant collate "C", conversation collate "C"
on conflict (tenant, id) do update set last_seq = excluded.last_seq, phase = excluded.phase, agent = excluded.agent,
  due_at = excluded.due_at, summary = excluded.summary, updated_at = excluded.updated_at
where excluded.last_seq > c.last_seq`;

/** In parts, for NOTIFY takes less than 8,000 bytes and a line has at most 149. */
const hintInParts = `
perform pg_notify('${hintChannel}', string_agg(line, chr(10)))
from string_to_table(p_hints, chr(10)) with ordinality as h (line, place)
where place <> all (refused)
group by place / 50`;

/**
 * An append in one round trip and one commit. It answers with the places of what was not added. Nearly always everything is, and a plain
 * insert costs little more than half of one that asks each row for its conflicts; so that comes second, once the first was taken back.
 */
export const appendFunction = `
create function journal_append(p_tenants text, p_rows jsonb, p_listed boolean, p_hints text)
  returns int[] language plpgsql as $$
#variable_conflict use_column
declare
  added int;
  refused int[] := '{}';
begin
  perform set_config('app.tenants', p_tenants, true);
  begin
    ${appendStatement};
    get diagnostics added = row_count;
    if added < jsonb_array_length(p_rows) then raise unique_violation; end if;
  exception when unique_violation then
    ${eachForItself};
  end;
  if p_listed then ${list}; end if;
  if refused = '{}' and octet_length(p_hints) < 8000 then
    perform pg_notify('${hintChannel}', p_hints);
  else ${hintInParts}; end if;
  return refused;
end $$`;
