import type { MigrationSet } from "@aside/postgres";
import { insertRecords, recordColumns } from "./insert-records.ts";

/**
 * The vault's tables; those of `auditMigrations` come first. Keys lie in a schema of their own, `vault_keys`, so that they are backed
 * up apart and for a shorter time than the data: erasing a key then reaches the backups too.
 */
export const vaultMigrations: MigrationSet = {
  set: "vault",
  steps: [
    {
      name: "001-keys",
      sql: `
create schema vault_keys;
grant usage on schema vault_keys to {{app}};

-- The roots whose wrapped keys lie here, and by which the next are wrapped. probe is 32 random bytes wrapped by it, digest
-- what they hash to: whoever opens the vault proves with it that its root is this one, before anything is written.
create table vault_keys.root (
  id text primary key,
  kind text not null,
  probe bytea not null,
  digest bytea not null,
  current boolean not null,
  -- When it became the current one or got a new version: keys that were wrapped before are to be wrapped again. Null: not yet.
  rotated_at bigint
);
create unique index root_current on vault_keys.root (current) where current;
grant select, insert, update (current, rotated_at, probe), delete on vault_keys.root to {{app}};

-- epoch: the month and eight random letters, never used again.
create table vault_keys.kek (
  tenant text not null,
  class text not null,
  epoch text not null,
  suite text not null,
  root text not null references vault_keys.root,
  wrapped bytea not null,
  wrapped_at bigint not null,
  made_at bigint not null,
  -- The greatest of a class is the newest.
  number bigint generated always as identity,
  primary key (tenant, class, epoch)
);
select aside_protect('vault_keys.kek');
grant select, insert, delete, update (root, wrapped, wrapped_at) on vault_keys.kek to {{app}};
grant usage on schema vault_keys to {{sweep}};
grant select (tenant, class, epoch, suite, root, wrapped_at, made_at, number) on vault_keys.kek to {{sweep}};
create policy sweep on vault_keys.kek for select to {{sweep}} using (true);

-- The foreign key holds a key of records' keys for as long as one of them needs it, also against a writer that is under way.
create table vault_keys.dek (
  tenant text not null,
  record text not null,
  class text not null,
  -- In which the record was made.
  month text not null,
  epoch text not null,
  wrapped bytea not null,
  primary key (tenant, record),
  foreign key (tenant, class, epoch) references vault_keys.kek
);
create index dek_kek on vault_keys.dek (tenant, class, epoch);
select aside_protect('vault_keys.dek');
grant select, insert, delete, update (epoch, wrapped) on vault_keys.dek to {{app}};
grant select (tenant, record) on vault_keys.dek to {{sweep}};
create policy sweep on vault_keys.dek for select to {{sweep}} using (true);

create table vault_keys.capture_key (
  kid text primary key,
  suite text not null,
  public_key bytea not null,
  root text not null references vault_keys.root,
  wrapped bytea not null,
  wrapped_at bigint not null,
  made_at bigint not null,
  retired_at bigint
);
grant select, insert, delete, update (retired_at, root, wrapped, wrapped_at) on vault_keys.capture_key to {{app}};
`,
    },
    {
      name: "002-records",
      sql: `
create table vault_record (
  tenant text not null,
  id text not null,
  token text not null,
  token_type text not null check (token_type in ('one_time', 'reusable', 'pointer')),
  -- The one use that a one_time token is taken for.
  used_by text,
  subject text not null,
  capture text not null,
  class text not null,
  -- The month it was made in; the key that its own key lies under may be of a later one.
  month text not null,
  suite text not null,
  schema text not null,
  policy text not null,
  metadata jsonb not null,
  -- A list of {name, class, sealed in base64}: always written and erased with the record. Never updated.
  fields jsonb not null,
  made_at bigint not null,
  delete_at bigint not null,
  primary key (tenant, id),
  unique (token, tenant)
);
create index vault_record_delete_at on vault_record (delete_at);
-- The tenant last, here and with the token: before the table is analyzed, the foreign key's own lookup by (tenant, id) would take any index that
-- begins with the tenant, and read all of the tenant's records.
create index vault_record_subject on vault_record (subject, tenant);
select aside_protect('vault_record');
grant select, insert, delete, update (used_by) on vault_record to {{app}};
grant select (tenant, id, token_type, class, policy, made_at, delete_at) on vault_record to {{sweep}};
create policy sweep on vault_record for select to {{sweep}} using (true);

create view vault_field with (security_invoker = true) as
  select r.tenant, r.id as record, f.name, f.class, decode(f.sealed, 'base64') as sealed
  from vault_record r, jsonb_to_recordset(r.fields) as f (name text, class text, sealed text);
grant select on vault_field to {{app}};

-- What retention erased: counts only.
create table vault_sweep (
  at bigint not null,
  class text not null,
  policy text not null,
  erased bigint not null
);
create index vault_sweep_at on vault_sweep (at);
grant select, insert on vault_sweep to {{app}};

-- Records: see \`RecordRow\`. For use inside the transaction that answers for them.
create function vault_put(p jsonb) returns void language sql as $$
  with r as materialized (select * from jsonb_to_recordset(p) as r (${recordColumns})), ${insertRecords("r")}
  select;
$$;
`,
    },
    {
      name: "003-open",
      sql: `
-- What opens a field, with its keys as they lie at one instant. In the one transaction in which a one_time token is taken for its use and the
-- access is recorded: p_done where it is there, p_missed where it is not. Unknown, foreign, expired and used tokens and pointers take the same way,
-- and so does a record whose key was erased: it goes too, a moment later, or lies in a backup that was put back.
create function vault_open(p_now bigint, p_tenant text, p_token text, p_field text, p_reference text, p_code boolean, p_done jsonb, p_missed jsonb)
returns table (id text, token_type text, class text, epoch text, suite text, schema text, policy text, field_name text, field_class text,
  sealed bytea, dek bytea, root text, kek bytea) language plpgsql as $$
declare held boolean;
begin
  perform aside_as(p_tenant);
  select r.id, r.token_type, r.class, d.epoch, r.suite, r.schema, r.policy, f.name, f.class, decode(f.sealed, 'base64'), d.wrapped,
      k.root, k.wrapped
    into id, token_type, class, epoch, suite, schema, policy, field_name, field_class, sealed, dek, root, kek
    from vault_record r
    left join lateral jsonb_to_recordset(r.fields) as f (name text, class text, sealed text) on f.name = p_field
    left join vault_keys.dek d on d.tenant = r.tenant and d.record = r.id
    left join vault_keys.kek k on k.tenant = d.tenant and k.class = d.class and k.epoch = d.epoch
    where r.tenant = p_tenant and r.token = p_token and r.delete_at > p_now and r.token_type <> 'pointer'
      and (r.token_type <> 'one_time' or r.used_by is null or r.used_by = p_reference);
  held := found and kek is not null and (sealed is not null or p_code);
  if held and token_type = 'one_time' then
    -- Of two uses that begin at once, the one whose update comes second finds the token taken.
    update vault_record set used_by = p_reference
      where tenant = p_tenant and token = p_token and (used_by is null or used_by = p_reference);
    held := found;
  end if;
  perform audit_record(case when held then p_done else p_missed end);
  if held then return next; end if;
end $$;

-- Ends a use that was one: says that the code was burnt, and erases what a one_time token that was taken for it stands for, its key first.
create function vault_spend(p_tenant text, p_token text, p_reference text, p_burnt jsonb, p_used jsonb) returns void language plpgsql as $$
declare spent text;
begin
  perform aside_as(p_tenant);
  perform audit_record(p_burnt);
  select id into spent from vault_record
    where tenant = p_tenant and token = p_token and token_type = 'one_time' and used_by = p_reference;
  delete from vault_keys.dek where tenant = p_tenant and record = spent;
  -- Of two that end it at once, one erases it and says so.
  delete from vault_record where tenant = p_tenant and id = spent;
  if found then perform audit_record(p_used); end if;
end $$;

-- Lets go of a one_time token that was not used. p_acts says so where it was taken.
create function vault_release(p_tenant text, p_token text, p_reference text, p_acts jsonb) returns void language plpgsql as $$
begin
  perform aside_as(p_tenant);
  update vault_record set used_by = null where tenant = p_tenant and token = p_token and used_by = p_reference;
  if found then perform audit_record(p_acts); end if;
end $$;
`,
    },
    {
      name: "004-keys-destroyed",
      sql: `
-- A tenant's key that is destroyed is told to every collector as its transaction commits: none keeps it in memory.
create function vault_keks_destroyed() returns trigger language plpgsql as $$
begin
  perform pg_notify('aside_keks_destroyed', '');
  return null;
end $$;
create trigger keks_destroyed after delete on vault_keys.kek
  for each statement execute function vault_keks_destroyed();
`,
    },
    {
      name: "005-misses",
      sql: `
-- How often an actor asked for what is not there, in a window that begins with the first. One row an actor: the next window takes it over.
create table vault_miss (
  tenant text not null,
  actor text not null,
  until bigint not null,
  misses int not null,
  primary key (tenant, actor)
);
select aside_protect('vault_miss');
grant select, insert, update on vault_miss to {{app}};

-- Counts, and says how many there are in the window by now. Nobody waits for the disk: a count that a crash loses is counted again.
create function vault_missed(p_now bigint, p_window bigint, p_tenant text, p_actor text, p_count int)
returns table (until bigint, misses int) language plpgsql as $$
begin
  perform aside_as(p_tenant), set_config('synchronous_commit', 'off', true);
  return query
    insert into vault_miss as m (tenant, actor, until, misses) values (p_tenant, p_actor, p_now + p_window, p_count)
    on conflict (tenant, actor) do update set
      until = case when m.until > p_now then m.until else excluded.until end,
      misses = case when m.until > p_now then m.misses else 0 end + excluded.misses
    returning m.until, m.misses;
end $$;
`,
    },
  ],
};
