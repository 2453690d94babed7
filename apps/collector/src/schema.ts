import type { MigrationSet } from "@aside/postgres";
import { togetherSql } from "./capture/together-schema.ts";

/** The collector's own tables; the vault's are in `vaultMigrations`, which come first. Times are milliseconds. */
export const collectorMigrations: MigrationSet = {
  set: "collector",
  steps: [
    {
      name: "001-captures",
      sql: `
create table collector_tenant (
  id text primary key,
  name text not null,
  parent_origins text[] not null,
  privacy_url text,
  locale text not null,
  enabled boolean not null default true
);
grant select, insert, update on collector_tenant to {{app}};

create table collector_capture (
  id text primary key,
  tenant text not null references collector_tenant,
  conversation text not null,
  registered text not null,
  template jsonb not null,
  terms jsonb not null,
  deadline bigint not null,
  state text not null default 'open'
    check (state in ('open', 'completed', 'declined', 'cancelled', 'expired', 'failed')),
  jti text,
  epk text,
  issued_at bigint,
  in_progress boolean not null default false,
  submission text,
  display text,
  ended_at bigint
  -- Room for what its open and its end write: the row stays on its page, and the write-ahead log gets what changed of it.
) with (fillfactor = 50);
create index collector_capture_deadline on collector_capture (deadline) where state = 'open';
create index collector_capture_ended_at on collector_capture (ended_at) where state <> 'open';
select aside_protect('collector_capture');
grant select, insert, update, delete on collector_capture to {{app}};
grant select (tenant, id, deadline, state, ended_at), delete on collector_capture to {{sweep}};
create policy sweep on collector_capture to {{sweep}} using (true);
-- Whoever knows a capture's id (128 random bits) may learn whose it is; all else goes through its tenant.
create policy by_id on collector_capture for select to {{app}}
  using (id = (select current_setting('app.capture', true)));

create table collector_ticket (
  tenant text not null,
  jti text not null,
  -- Which it opened.
  capture text not null,
  until bigint not null,
  primary key (tenant, jti)
);
create index collector_ticket_until on collector_ticket (until);
select aside_protect('collector_ticket');
grant select, insert on collector_ticket to {{app}};
grant select (until), delete on collector_ticket to {{sweep}};
create policy sweep on collector_ticket to {{sweep}} using (true);

create table collector_outbox (
  id bigint generated always as identity primary key,
  tenant text not null,
  capture text not null,
  -- Callbacks as JSON, one a line.
  payload text not null,
  since bigint not null,
  attempts int not null default 0,
  next_at bigint not null
) with (fillfactor = 50);
-- None on next_at: a letter that is leased or postponed keeps its entries in the others and its place on the page.
create index collector_outbox_capture on collector_outbox (capture, id);
select aside_protect('collector_outbox');
grant select, insert on collector_outbox to {{app}};
grant select, update, delete on collector_outbox to {{sweep}};
create policy sweep on collector_outbox to {{sweep}} using (true);
`,
    },
    {
      name: "002-verbs",
      sql: `
create function collector_letter(p_tenant text, p_conversation text, p_capture text, p_now bigint, p_type text, p_more jsonb default '{}')
returns text language sql stable as $$
  select (jsonb_build_object('type', p_type, 'tenant', p_tenant, 'conversation', p_conversation, 'capture', p_capture, 'at', p_now)
    || p_more)::text;
$$;

create function collector_tell(c collector_capture, p_now bigint, p_type text, p_more jsonb default '{}')
returns void language sql as $$
  insert into collector_outbox (tenant, capture, payload, since, next_at) values (c.tenant, c.id,
    collector_letter(c.tenant, c.conversation, c.id, p_now, p_type, p_more), p_now, p_now);
$$;

-- The end of a capture that has ended, once more: whoever asks has not heard it, or was put back to before it did. Of what was erased since there
-- is no result. What is on its way comes anyway.
create function collector_tell_end(c collector_capture, p_now bigint) returns void language plpgsql as $$
declare a record;
begin
  perform 1 from collector_outbox where capture = c.id;
  if found then return; end if;
  select * into a from collector_charge where tenant = c.tenant and capture = c.id order by attempt desc limit 1;
  perform collector_tell(c, p_now, 'capture.ended', jsonb_strip_nulls(jsonb_build_object('outcome', c.state,
    'reason', case when c.state = 'failed' then case a.state when 'failed' then 'payment_unknown' when 'declined' then 'payment_declined' end end,
    'result', case when c.state = 'completed' then (
      select coalesce(a.result, jsonb_build_object('token', r.token, 'metadata', r.metadata)) from vault_record r
      where r.tenant = c.tenant and r.subject = c.terms->>'subject' and r.capture = c.id) end)));
end $$;

-- The one door to an end. Says the state after; null for an unknown capture.
create function collector_end(p_now bigint, p_capture text, p_outcome text) returns text language plpgsql as $$
declare c collector_capture;
begin
  select * into c from collector_capture where id = p_capture for update;
  if not found then return null; end if;
  if c.state <> 'open' then
    perform collector_tell_end(c, p_now);
    return c.state;
  end if;
  -- While a payment is undecided nobody can say that there was none: it is decided first.
  perform 1 from collector_charge
    where tenant = c.tenant and capture = c.id and state in ('sending', 'challenge', 'code_wanted');
  if found then
    update collector_charge set leaving = p_outcome, next_at = case state when 'sending' then next_at else p_now end
      where tenant = c.tenant and capture = c.id and state in ('sending', 'challenge', 'code_wanted') and leaving is null;
    return 'open';
  end if;
  update collector_capture set state = p_outcome, ended_at = p_now where id = p_capture;
  perform collector_tell(c, p_now, 'capture.ended', jsonb_build_object('outcome', p_outcome));
  return p_outcome;
end $$;

create function collector_register(p_capture text, p_tenant text, p_conversation text, p_registered text,
  p_template jsonb, p_terms jsonb, p_deadline bigint) returns text language plpgsql as $$
declare c collector_capture; v_new boolean;
begin
  perform 1 from collector_tenant where id = p_tenant and enabled;
  if not found then return 'unknown_capture'; end if;
  insert into collector_capture (id, tenant, conversation, registered, template, terms, deadline)
    values (p_capture, p_tenant, p_conversation, p_registered, p_template, p_terms, p_deadline)
    on conflict (id) do nothing;
  v_new := found;
  select * into c from collector_capture where id = p_capture;
  if c.registered is distinct from p_registered then return 'malformed'; end if;
  return case when v_new then 'ok' else 'again' end;
end $$;

create function collector_extend(p_now bigint, p_grace bigint, p_capture text, p_deadline bigint)
returns text language plpgsql as $$
declare c collector_capture;
begin
  select * into c from collector_capture where id = p_capture for update;
  if not found then return 'unknown_capture'; end if;
  if c.state <> 'open' or p_now > c.deadline + p_grace then return 'capture_over'; end if;
  update collector_capture set deadline = greatest(deadline, p_deadline) where id = p_capture;
  return 'ok';
end $$;

create function collector_progress(p_now bigint, p_capture text, p_jti text) returns text language plpgsql as $$
declare c collector_capture;
begin
  select * into c from collector_capture where id = p_capture for update;
  if not found then return 'unknown_capture'; end if;
  if c.state <> 'open' then return 'capture_over'; end if;
  if c.jti is distinct from p_jti then return 'capture_replaced'; end if;
  if c.in_progress then return 'ok'; end if;
  update collector_capture set in_progress = true where id = p_capture;
  perform collector_tell(c, p_now, 'capture.in_progress');
  return 'ok';
end $$;
`,
    },
    {
      name: "003-outbox-next",
      sql: `
-- A letter waits a quarter of an hour at most: one that would wait longer was written under a clock that has been put back since.
create function collector_outbox_due(next_at bigint, p_now bigint) returns boolean language sql immutable
  return next_at <= p_now or next_at > p_now + 1200000;

-- As the sweep role, which alone may change the outbox. What arrived goes, then what is due is leased: of these captures, or of any where
-- p_captures is null. By the index of captures: what was delivered lies, dead, among all that is due until it is vacuumed.
create function collector_outbox_next(p_arrived bigint[], p_now bigint, p_lease bigint, p_limit int, p_captures text[])
returns setof collector_outbox language plpgsql
set role to {{sweep}} set enable_seqscan to off set plan_cache_mode to force_generic_plan as $$
begin
  delete from collector_outbox where id = any (p_arrived);
  if p_captures is null then
    p_captures := array(
      select capture from collector_outbox h where collector_outbox_due(next_at, p_now) and not exists (
        select 1 from collector_outbox e where e.capture = h.capture and e.id < h.id)
      order by id limit p_limit);
  end if;
  return query update collector_outbox o set attempts = attempts + 1, next_at = p_lease
    from (
      select capture from collector_outbox h where capture = any (p_captures) and collector_outbox_due(next_at, p_now) and not exists (
        select 1 from collector_outbox e where e.capture = h.capture and e.id < h.id)
      for update skip locked
    ) due
    where o.capture = due.capture
    returning o.*;
end $$;
`,
    },
    {
      name: "004-strays",
      sql: `
-- What was cut out of a message in the chat: released to the gateway, or taken along by a capture, once and for good. The sealed value goes with
-- the capture's end.
create table collector_stray (
  tenant text not null references collector_tenant,
  conversation text not null,
  message text not null,
  verb text not null check (verb in ('released', 'taken')),
  at bigint not null,
  capture text,
  until bigint,
  bound text,
  sealed text,
  primary key (tenant, conversation, message)
);
create index collector_stray_capture on collector_stray (capture) where capture is not null;
create index collector_stray_at on collector_stray (at);
select aside_protect('collector_stray');
grant select, insert, update on collector_stray to {{app}};
grant select (at), delete on collector_stray to {{sweep}};
create policy sweep on collector_stray to {{sweep}} using (true);

create function collector_stray_gone() returns trigger language plpgsql as $$
begin
  update collector_stray set sealed = null where tenant = new.tenant and capture = new.id;
  return null;
end $$;
create trigger collector_stray_gone after update of state on collector_capture for each row
  when (old.state = 'open' and new.state <> 'open' and new.terms ? 'stray') execute function collector_stray_gone();
`,
    },
    {
      name: "005-gateway-acts",
      sql: `
-- Acts that the gateway told and that are on record: told again, they are in the log once. No tenant's data.
create table collector_gateway_act (
  id text primary key,
  at bigint not null
);
grant select, insert on collector_gateway_act to {{app}};
`,
    },
    {
      name: "006-together",
      sql: togetherSql,
    },
  ],
};
