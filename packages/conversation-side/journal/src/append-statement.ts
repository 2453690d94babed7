/** The channel of the hints: lines of `tenant conversation seq`. */
export const hintChannel = "aside_journal";

/** What `journal_append` is given of a batch: a text for each column, a line for each entry. `follows`: 1 where its predecessor is known. */
export const appendColumns = [
  "tenant",
  "conversation",
  "seq",
  "at",
  "client_id",
  "event",
  "follows",
] as const;

/**
 * Adds the entries whose predecessor is there; one whose place is taken fails them all. Part of a migration, so it does not change:
 * another one gets another step.
 */
export const appendStatement = `
insert into journal (tenant, conversation, seq, at, client_id, event)
select tenant, conversation, seq, at, client_id, event from (
  select tenant, conversation, seq::bigint, at::bigint, nullif(client_id, '') as client_id, event::jsonb, follows
  from rows from (${appendColumns.map((column) => `string_to_table(p_${column}, chr(10))`).join(", ")})
    as lines (${appendColumns.join(", ")})
) as i
where seq = 1 or follows = '1' or (
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
  string_to_table(p_tenant, chr(10)), string_to_table(p_conversation, chr(10)), string_to_table(p_seq, chr(10))
) with ordinality as i (tenant, conversation, seq, place)
where not exists (
  select from added a where a.tenant = i.tenant and a.conversation = i.conversation and a.seq = i.seq::bigint
)`;

/** The lists of what was added: of conversations and of webhooks. */
const list = `
with fresh as materialized (
  select * from jsonb_to_recordset(p_listed)
    as i (place int, tenant text, conversation text, seq bigint, at bigint, index jsonb, announce boolean)
  where place <> all (refused)
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
 *
 * A predecessor that this very session committed needs no look: nobody removes a row, and a session does not outlive its server. So a session
 * has a name, which it answers with, and what is said to follow counts for who names it; after a failover everything is looked up.
 *
 * Lists of lines and not JSON: taking that apart was a fifth of all. One plan for all batches: left to itself PostgreSQL makes a new one each
 * time, as dear as five entries.
 */
export const appendFunction = `
create function journal_append(
  p_tenants text, p_session text, ${appendColumns.map((column) => `p_${column} text`).join(", ")},
  p_listed jsonb, p_hints text, out refused int[], out session text
) language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  added int;
begin
  refused := '{}';
  perform set_config('app.tenants', p_tenants, true);
  session := coalesce(nullif(current_setting('aside.session', true), ''), gen_random_uuid()::text);
  if session <> p_session then
    perform set_config('aside.session', session, false);
    p_follows := '';
  end if;
  begin
    ${appendStatement};
    get diagnostics added = row_count;
    if added < cardinality(string_to_array(p_seq, chr(10))) then raise unique_violation; end if;
  exception when unique_violation then
    ${eachForItself};
  end;
  if p_listed is not null then ${list}; end if;
  if refused = '{}' and octet_length(p_hints) < 8000 then
    perform pg_notify('${hintChannel}', p_hints);
  else ${hintInParts}; end if;
end $$`;
