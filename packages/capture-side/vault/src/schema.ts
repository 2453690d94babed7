import type { MigrationSet } from "@aside/postgres";

/**
 * The vault's tables. Keys lie in a schema of their own, `vault_keys`, so that they are backed up apart and for a shorter
 * time than the data: erasing a key then reaches the backups too.
 */
export const vaultMigrations: MigrationSet = {
  set: "vault",
  steps: [
    {
      name: "001-keys",
      sql: `
create schema vault_keys;
grant usage on schema vault_keys to {{app}};

create table vault_keys.root (
  only_one boolean primary key default true check (only_one),
  kind text not null,
  check_value text not null
);
grant select, insert on vault_keys.root to {{app}};

create table vault_keys.kek (
  tenant text not null,
  class text not null,
  epoch text not null,
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  primary key (tenant, class, epoch)
);
select aside_protect('vault_keys.kek');
grant select, insert on vault_keys.kek to {{app}};

create table vault_keys.dek (
  tenant text not null,
  record text not null,
  class text not null,
  epoch text not null,
  wrapped bytea not null,
  primary key (tenant, record)
);
select aside_protect('vault_keys.dek');
grant select, insert, delete on vault_keys.dek to {{app}};

create table vault_keys.capture_key (
  kid text primary key,
  public_key bytea not null,
  wrapped bytea not null,
  made_at bigint not null,
  retired_at bigint
);
grant select, insert, delete, update (retired_at) on vault_keys.capture_key to {{app}};
`,
    },
    {
      name: "002-records",
      sql: `
create table vault_record (
  tenant text not null,
  id text not null,
  token text not null,
  capture text not null,
  class text not null,
  epoch text not null,
  schema text not null,
  policy text not null,
  metadata jsonb not null,
  made_at bigint not null,
  delete_at bigint not null,
  primary key (tenant, id),
  unique (tenant, token)
);
create index vault_record_delete_at on vault_record (delete_at);
select aside_protect('vault_record');
grant select, insert, delete on vault_record to {{app}};
grant select (tenant, id, delete_at) on vault_record to {{sweep}};
create policy sweep on vault_record for select to {{sweep}} using (true);

create table vault_field (
  tenant text not null,
  record text not null,
  name text not null,
  class text not null,
  sealed bytea not null,
  primary key (tenant, record, name),
  foreign key (tenant, record) references vault_record on delete cascade
);
select aside_protect('vault_field');
grant select, insert on vault_field to {{app}};

create table vault_access (
  tenant text not null,
  number bigint generated always as identity,
  at bigint not null,
  actor text not null,
  action text not null check (action in ('stored', 'read', 'erased', 'expired')),
  token text not null,
  field text,
  reference text not null,
  result text not null check (result in ('done', 'not_found')),
  primary key (tenant, number)
);
select aside_protect('vault_access');
grant select, insert on vault_access to {{app}};

create function vault_access_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the access record is append-only' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on vault_access
  for each statement execute function vault_access_is_append_only();

-- p_sealed: base64. One record with its key, its fields and the entry that says so. For use inside the transaction that answers for it.
create function vault_put(p jsonb, p_dek bytea, p_names text[], p_classes text[], p_sealed text[])
returns void language plpgsql as $$
begin
  insert into vault_keys.dek (tenant, record, class, epoch, wrapped)
    values (p->>'tenant', p->>'record', p->>'keyClass', p->>'epoch', p_dek);
  insert into vault_record (tenant, id, token, capture, class, epoch, schema, policy, metadata, made_at, delete_at)
    values (p->>'tenant', p->>'record', p->>'token', p->>'capture', p->>'keyClass', p->>'epoch', p->>'schema',
      p->>'policy', p->'metadata', (p->>'madeAt')::bigint, (p->>'deleteAt')::bigint);
  insert into vault_field (tenant, record, name, class, sealed)
    select p->>'tenant', p->>'record', name, class, decode(sealed, 'base64')
    from unnest(p_names, p_classes, p_sealed) as field (name, class, sealed);
  insert into vault_access (tenant, at, actor, action, token, reference, result)
    values (p->>'tenant', (p->>'madeAt')::bigint, 'collector', 'stored', p->>'token', p->>'capture', 'done');
end $$;
`,
    },
  ],
};
