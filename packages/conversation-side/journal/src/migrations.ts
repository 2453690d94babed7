import type { MigrationSet } from "@aside/postgres";
import { appendFunction } from "./append-statement.ts";

/** The journal's tables. Times are milliseconds since the epoch. */
export const journalMigrations: MigrationSet = {
  set: "journal",
  steps: [
    {
      name: "001-journal",
      sql: `
-- The log is the truth. Nobody changes or removes a row: the app role has no such right.
create table journal (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq bigint not null check (seq >= 1),
  at bigint not null,
  client_id text collate "C",
  event jsonb not null,
  primary key (tenant, conversation, seq)
);
-- The client's id comes first: led by the conversation, this index would tempt the planner to read whole conversations by it.
create unique index journal_client on journal (client_id, tenant, conversation) where client_id is not null;
select aside_protect('journal');
grant select, insert on journal to {{app}};

-- A cache of the log: what lists and timers ask for. It only moves forward.
create table conversation (
  tenant text collate "C" not null,
  id text collate "C" not null,
  last_seq bigint not null,
  phase text collate "C" not null,
  agent text collate "C",
  due_at bigint,
  summary jsonb not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant, id)
) with (fillfactor = 80);
create index conversation_due on conversation (due_at) where due_at is not null;
create index conversation_begun on conversation (tenant, created_at desc, id desc);
create index conversation_phase on conversation (tenant, phase, created_at desc, id desc);
select aside_protect('conversation');
grant select, insert, update on conversation to {{app}};
grant select (tenant, id, due_at) on conversation to {{sweep}};
create policy sweep on conversation for select to {{sweep}} using (true);

create table webhook_outbox (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq bigint not null,
  attempts int not null default 0,
  next_at bigint not null,
  done_at bigint,
  primary key (tenant, conversation, seq)
);
create index webhook_outbox_open on webhook_outbox (next_at) where done_at is null;
select aside_protect('webhook_outbox');
grant select, insert, update on webhook_outbox to {{app}};
grant select, update (attempts, next_at) on webhook_outbox to {{sweep}};
create policy sweep on webhook_outbox to {{sweep}} using (true) with check (true);
`,
    },
    {
      name: "002-append",
      sql: `
${appendFunction};
revoke execute on function journal_append from public;
grant execute on function journal_append to {{app}};
`,
    },
    {
      name: "003-retract",
      sql: `
-- The one exception to "nobody changes a row": an event that retracts parts of earlier messages replaces the text of exactly these messages
-- by the text it names, in its own transaction. Who, when, in which order, and that it was retracted stay. The app role still has no update.
create function journal_retract() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update journal j set event = jsonb_set(j.event, '{message}', r->'message')
  from jsonb_array_elements(new.event->'retracts') r
  where j.tenant = new.tenant and j.conversation = new.conversation and j.seq = (r->>'seq')::bigint and j.seq < new.seq
    and j.event->'message'->>'id' = r->'message'->>'id';
  -- What an event after that one brought back into a message goes as well.
  update journal j set event = jsonb_set(j.event, '{messages}', (
    select jsonb_agg(coalesce((
      select r->'message' from jsonb_array_elements(new.event->'retracts') r where r->'message'->>'id' = m->>'id' limit 1
    ), m)) from jsonb_array_elements(j.event->'messages') m))
  where j.tenant = new.tenant and j.conversation = new.conversation and j.seq < new.seq
    and jsonb_typeof(j.event->'messages') = 'array' and j.event->'messages' <> '[]';
  return null;
end $$;
revoke execute on function journal_retract from public;
create trigger journal_retract after insert on journal for each row when (new.event ? 'retracts') execute function journal_retract();
-- Only a retraction leaves a dead row here: the next round of autovacuum takes it away, however large the table is.
alter table journal set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);
`,
    },
    {
      name: "004-forget-webhooks",
      sql: `
-- What was told goes after a while. What was not stays, whatever a process asks for.
create index webhook_outbox_done on webhook_outbox (done_at) where done_at is not null;
grant delete on webhook_outbox to {{sweep}};
drop policy sweep on webhook_outbox;
create policy look on webhook_outbox for select to {{sweep}} using (true);
create policy claim on webhook_outbox for update to {{sweep}} using (true) with check (true);
create policy forget on webhook_outbox for delete to {{sweep}} using (done_at is not null);
`,
    },
  ],
};
