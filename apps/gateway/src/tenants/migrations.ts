import type { MigrationSet } from "@aside/postgres";

/** The gateway's own tables beside the journal's. What a secret is looked up by is its SHA-256; the secret itself is nowhere. */
export const gatewayMigrations: MigrationSet = {
  set: "gateway",
  steps: [
    {
      name: "001-tenants",
      sql: `
create table tenant (
  tenant text collate "C" primary key,
  name text not null,
  colour text not null,
  greeting text not null,
  region text not null default 'default',
  origins text[] not null,
  templates jsonb not null default '[]',
  replies jsonb not null default '[]'
);
select aside_protect('tenant');
grant select, insert, update on tenant to {{app}};

create table agent (
  tenant text collate "C" not null references tenant,
  id text collate "C" not null,
  email text not null,
  name text not null,
  role text not null check (role in ('agent', 'supervisor')),
  password text not null,
  primary key (tenant, id),
  unique (tenant, email)
);
select aside_protect('agent');
grant select, insert, update on agent to {{app}};

create table agent_session (
  tenant text collate "C" not null,
  hash bytea not null,
  agent text collate "C" not null,
  created_at bigint not null,
  seen_at bigint not null,
  primary key (tenant, hash),
  foreign key (tenant, agent) references agent (tenant, id)
);
select aside_protect('agent_session');
grant select, insert, update, delete on agent_session to {{app}};

create table api_key (
  tenant text collate "C" not null references tenant,
  hash bytea not null,
  name text not null,
  created_at bigint not null,
  primary key (tenant, hash)
);
select aside_protect('api_key');
grant select, insert, delete on api_key to {{app}};

create table customer_session (
  tenant text collate "C" not null references tenant,
  hash bytea not null,
  conversation text collate "C" not null,
  created_at bigint not null,
  seen_at bigint not null,
  primary key (tenant, hash)
);
create index customer_session_of on customer_session (tenant, conversation);
select aside_protect('customer_session');
grant select, insert, update on customer_session to {{app}};

create table webhook_endpoint (
  tenant text collate "C" primary key references tenant,
  url text not null
);
select aside_protect('webhook_endpoint');
grant select, insert, update, delete on webhook_endpoint to {{app}};

create table agent_presence (
  tenant text collate "C" not null,
  agent text collate "C" not null,
  node text collate "C" not null,
  seen_at bigint not null,
  primary key (tenant, agent, node)
);
select aside_protect('agent_presence');
grant select, insert, update, delete on agent_presence to {{app}};

-- Processes that serve. No tenant's data.
create table node (
  id text collate "C" primary key,
  home text not null,
  seen_at bigint not null
);
grant select, insert, update, delete on node to {{app}};
`,
    },
    {
      name: "002-defaults",
      sql: `
-- What stands in exports in place of a value, where a tenant wants another than ours: {"PERSON": "Erika Mustermann"}.
alter table tenant add column defaults jsonb not null default '{}';
`,
    },
    {
      name: "003-detection",
      sql: `
-- What a tenant wants found otherwise: {"off": ["ORDER_ID"], "patterns": [{"name", "type", "pattern"}], "locale": "de"}.
alter table tenant add column detection jsonb not null default '{}';
`,
    },
    {
      name: "004-strays",
      sql: `
-- What the open chat cuts out, where a tenant wants another rule than ours: {"ACCOUNT_ID": {"live": "cut"}}.
alter table tenant add column chat jsonb not null default '{}';

-- What was cut out of a message and waits for its customer's word: sealed to the collector, gone when it is decided or its time is over.
create table stray (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  message text collate "C" not null,
  until bigint not null,
  bound text not null,
  sealed text not null,
  primary key (tenant, conversation, message)
);
create index stray_until on stray (until);
select aside_protect('stray');
grant select, insert, update, delete on stray to {{app}};
grant select (until), delete on stray to {{sweep}};
create policy sweep on stray to {{sweep}} using (true);

-- Values that came where they must not be (PCI DSS 12.10.7): kinds, lengths, places and what was done; never the value. Written by the journal
-- itself, in the transaction of the event: no role can write, change or remove one.
create table incident (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq bigint not null,
  at bigint not null,
  kind text not null check (kind in ('cut', 'passed', 'taken', 'released', 'discarded', 'asked')),
  speaker text not null check (speaker in ('customer', 'agent', 'clock')),
  -- The message that it is about, by its id; none where an agent asked for a card and was stopped.
  message text collate "C",
  types text[] not null,
  lengths int[] not null,
  -- Journal numbers of earlier messages whose text was purged.
  purged bigint[] not null,
  kept_until bigint,
  agent text collate "C",
  primary key (tenant, conversation, seq)
);
create index incident_at on incident (tenant, at desc, conversation, seq);
select aside_protect('incident');
grant select on incident to {{app}};

create function incident_note() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  e jsonb := new.event;
  kind text := case e->>'type'
    when 'customer.stray-released' then 'released'
    when 'customer.stray-discarded' then 'discarded'
    when 'clock.stray' then 'discarded'
    when 'capture.requested' then 'taken'
    when 'agent.stopped' then 'asked'
    else case when coalesce((e->'stray'->>'passed')::boolean, false) then 'passed' else 'cut' end end;
  speaker text := case when e->>'type' like 'clock.%' then 'clock'
    when e->>'type' like 'agent.%' or e->'by'->>'kind' = 'agent' then 'agent' else 'customer' end;
begin
  insert into incident (tenant, conversation, seq, at, kind, speaker, message, types, lengths, purged, kept_until, agent)
  values (new.tenant, new.conversation, new.seq, new.at, kind, speaker,
    case when kind in ('cut', 'passed') then e->'message'->>'id' else coalesce(e->>'id', e->>'stray') end,
    array(select f->>'type' from jsonb_path_query(e, '$.stray.found[*]') f),
    array(select (f->>'length')::int from jsonb_path_query(e, '$.stray.found[*]') f),
    array(select (r->>'seq')::bigint from jsonb_path_query(e, '$.retracts[*]') r),
    (e->'stray'->>'until')::bigint, coalesce(e->'stray'->>'agent', e->'agent'->>'id'))
  on conflict do nothing;
  return null;
end $$;
revoke execute on function incident_note from public;
create trigger incident_note after insert on journal for each row
  when (new.event ? 'stray' or new.event->>'type' in ('customer.stray-released', 'customer.stray-discarded', 'clock.stray', 'agent.stopped'))
  execute function incident_note();
`,
    },
    {
      name: "005-forget-sessions",
      sql: `
-- A session that no tab of its customer's used for long goes.
create index customer_session_begun on customer_session (created_at);
grant select (tenant, hash, created_at, seen_at), delete on customer_session to {{sweep}};
create policy sweep on customer_session to {{sweep}} using (true);
`,
    },
  ],
};
