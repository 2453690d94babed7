import type { MigrationSet } from "@aside/postgres";

/**
 * What operators did, written by the tables themselves in the transaction that does it: the application's role can do nothing unseen, can change
 * no act, remove none within a year, and write none but those of reading. Comes after the tables that it watches.
 */
export const actMigrations: MigrationSet = {
  set: "acts",
  steps: [
    {
      name: "001-acts",
      sql: `
create table audit_act (
  -- The audit log that it belongs to: a tenant's, or _collector.
  tenant text collate "C" not null,
  place bigint generated always as identity,
  id text not null,
  at bigint not null,
  action text not null,
  subject text not null,
  -- The collector has it in the audit log.
  told_at bigint,
  primary key (tenant, place)
);
create index audit_act_untold on audit_act (at) where told_at is null;
select aside_protect('audit_act');
grant select, update (told_at) on audit_act to {{app}};
grant select (tenant, at, told_at) on audit_act to {{sweep}};
create policy sweep on audit_act for select to {{sweep}} using (true);

create function audit_act_write(p_tenant text, p_action text, p_subject text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  random bytea := sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea);
begin
  insert into audit_act (tenant, id, at, action, subject) values (p_tenant,
    'act_' || (select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', get_byte(random, i) % 32 + 1, 1), '')
      from generate_series(0, 25) i),
    floor(extract(epoch from clock_timestamp()) * 1000), p_action, p_subject);
end $$;

create function audit_act_of_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  n jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  tenant text := coalesce(n->>'tenant', o->>'tenant');
begin
  if o = n then return null; end if;
  case tg_table_name
  when 'tenant' then
    if tg_op = 'INSERT' then perform audit_act_write(tenant, 'tenant.made', tenant);
    elsif o - 'detection' - 'chat' <> n - 'detection' - 'chat' then
      perform audit_act_write(tenant, 'tenant.changed', tenant);
    end if;
    if tg_op = 'UPDATE' and o->'detection' <> n->'detection' then
      perform audit_act_write(tenant, 'detection.changed', tenant);
    end if;
    if tg_op = 'UPDATE' and o->'chat' <> n->'chat' then
      perform audit_act_write(tenant, 'chat-rules.changed', tenant);
    end if;
  when 'agent' then
    perform audit_act_write(tenant, case
      when n->>'password' = 'removed' then 'agent.removed'
      when tg_op = 'INSERT' or o->>'password' = 'removed' then 'agent.made'
      else 'agent.changed' end, n->>'id');
  when 'api_key' then
    perform audit_act_write(tenant, case tg_op when 'DELETE' then 'key.revoked' else 'key.made' end,
      'api-key:' || regexp_replace(coalesce(n->>'name', o->>'name'), '[^A-Za-z0-9@._:/+-]', '_', 'g'));
  when 'webhook_endpoint' then
    perform audit_act_write(tenant, case tg_op when 'DELETE' then 'webhook.removed' else 'webhook.put' end, tenant);
  when 'incident_review' then
    perform audit_act_write(tenant, 'incident.reviewed', (n->>'conversation') || '/' || (n->>'seq'));
  end case;
  return null;
end $$;

create trigger audit_act after insert or update on tenant for each row execute function audit_act_of_row();
create trigger audit_act after insert or update on agent for each row execute function audit_act_of_row();
create trigger audit_act after insert or delete on api_key for each row execute function audit_act_of_row();
create trigger audit_act after insert or update or delete on webhook_endpoint for each row execute function audit_act_of_row();
create trigger audit_act after insert on incident_review for each row execute function audit_act_of_row();

-- A witness is accepted anew by all of its checkpoints at once: one act.
create function audit_act_of_witness() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform audit_act_write(w.tenant, 'witness.accepted', w.tenant) from (select distinct tenant from changed) w;
  return null;
end $$;
create trigger audit_act after update on witness_checkpoint referencing new table as changed
  for each statement execute function audit_act_of_witness();

revoke execute on function audit_act_write, audit_act_of_row, audit_act_of_witness from public;
`,
    },
    {
      name: "002-access",
      sql: `
-- Who was given what was said to read. Null: what operators did.
alter table audit_act add column actor text, add column detail text, add column slot bigint;
create unique index audit_act_access on audit_act (tenant, action, subject, actor, coalesce(detail, ''), slot);

drop function audit_act_write(text, text, text);
create function audit_act_write(p_tenant text, p_action text, p_subject text,
  p_actor text default null, p_detail text default null, p_slot_ms bigint default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  random bytea := sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea);
  now_ms bigint := floor(extract(epoch from clock_timestamp()) * 1000);
begin
  insert into audit_act (tenant, id, at, action, subject, actor, detail, slot) values (p_tenant,
    'act_' || (select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', get_byte(random, i) % 32 + 1, 1), '')
      from generate_series(0, 25) i),
    now_ms, p_action, p_subject, p_actor, p_detail, now_ms / p_slot_ms)
  on conflict do nothing;
end $$;

-- The only acts that the application's role writes itself: that somebody is given something to read, before they are. The same by the same is
-- one act within a quarter of an hour. False, and nothing written: the audit log has not taken the tenant's acts for ten minutes.
create function audit_act_access(p_now bigint, p_action text, p_subject text, p_actor text, p_detail text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- The transaction's own: this function passes row-level security where its owner does.
  own text := current_setting('app.tenant');
begin
  if own = '' or p_action not in ('transcript.read', 'transcript.watched', 'export.previewed', 'export.begun', 'export.opened', 'export.completed')
    or p_actor is null or p_actor !~ '^(agent|api-key):[A-Za-z0-9@._:/+-]{1,60}$'
    or p_subject !~ '^[A-Za-z0-9@._:/+-]{1,80}$' or p_detail !~ '^[A-Za-z0-9@._:/+-]{1,240}$'
  then raise exception 'no access that is recorded' using errcode = '22023'; end if;
  -- What was let out is on record however late.
  if p_action <> 'export.completed' and exists (select 1 from audit_act where tenant = own and told_at is null and at < p_now - 600000)
  then return false; end if;
  perform audit_act_write(own, p_action, p_subject, p_actor, p_detail, 900000);
  return true;
end $$;
revoke execute on function audit_act_write, audit_act_access from public;
grant execute on function audit_act_access to {{app}};
`,
    },
    {
      name: "003-forget",
      sql: `
-- What the audit log has is kept here for a year at least (PCI DSS 10.5.1), by this server's clock, whatever a process asks for.
create index audit_act_told on audit_act (at) where told_at is not null;
grant select (place), delete on audit_act to {{sweep}};
create policy forget on audit_act for delete to {{sweep}}
  using (told_at is not null and at < extract(epoch from now()) * 1000 - 366 * 86400000::bigint);
`,
    },
  ],
};
