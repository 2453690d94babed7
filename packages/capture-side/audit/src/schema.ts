import type { MigrationSet } from "@aside/postgres";

/**
 * For a transaction that is one statement in SQL: the part of it that records acts, as the function `audit_record` does.
 *
 * @param from what follows its `from`; ends with the `jsonb_to_recordset` of the acts, signed
 */
export function insertActs(from: string): string {
  return `insert into audit_pending (tenant, id, at, actor, action, subject, field, purpose, reference, result, mac)
    select a.tenant, a.id, a.at, a.actor, a.action, a.subject, a.field, a.purpose, a.reference, a.result, decode(a.mac, 'base64')
    from ${from} as a (tenant text, id text, at bigint, actor text, action text, subject text, field text,
      purpose text, reference text, result text, mac text)`;
}

/**
 * The audit log. An act is written into `audit_pending` by the transaction that does it, and moved into `audit_entry`, numbered and
 * chained, within a moment; see docs/adr on why not at once.
 */
export const auditMigrations: MigrationSet = {
  set: "audit",
  steps: [
    {
      name: "001-log",
      sql: `
create table audit_pending (
  tenant text not null,
  place bigint generated always as identity,
  id text not null,
  at bigint not null,
  actor text not null,
  action text not null,
  subject text not null,
  field text,
  purpose text not null,
  reference text not null,
  result text not null,
  mac bytea not null,
  primary key (tenant, place)
);
select aside_protect('audit_pending');
grant select, insert, delete on audit_pending to {{app}};
grant select (tenant) on audit_pending to {{sweep}};
create policy sweep on audit_pending for select to {{sweep}} using (true);

create table audit_entry (
  tenant text not null,
  number bigint not null check (number > 0),
  id text not null,
  at bigint not null,
  actor text not null,
  action text not null,
  subject text not null,
  field text,
  purpose text not null,
  reference text not null,
  result text not null,
  hash bytea not null check (length(hash) = 32),
  primary key (tenant, number),
  -- The tenant last: before the table is analyzed, the look for ids would take any index that begins with the tenant, and read the whole log.
  unique (id, tenant)
);
select aside_protect('audit_entry');
grant select, insert on audit_entry to {{app}};

-- Where a tenant's log stands. The one row that is locked to chain; no act waits for it.
create table audit_head (
  tenant text primary key,
  number bigint not null default 0,
  hash bytea not null default decode(repeat('00', 32), 'hex'),
  -- 32 bytes each; see TreeBuilder.
  peaks bytea not null default '',
  checkpoint_size bigint not null default 0,
  checkpoint_at bigint not null default 0,
  witnessed_size bigint not null default 0
);
select aside_protect('audit_head');
grant select, insert, update on audit_head to {{app}};
grant select (tenant, number, checkpoint_size, checkpoint_at, witnessed_size) on audit_head to {{sweep}};
create policy sweep on audit_head for select to {{sweep}} using (true);

-- Roots of whole subtrees of 256, 65,536, ... leaves: what proofs are made of without reading the log.
create table audit_node (
  tenant text not null,
  leaves bigint not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (tenant, leaves, index)
);
select aside_protect('audit_node');
grant select, insert on audit_node to {{app}};

create table audit_checkpoint (
  tenant text not null,
  size bigint not null,
  at bigint not null,
  note text not null,
  primary key (tenant, size)
);
select aside_protect('audit_checkpoint');
grant select, insert on audit_checkpoint to {{app}};

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_is_append_only();
create trigger append_only before update or delete or truncate on audit_node
  for each statement execute function audit_is_append_only();
create trigger append_only before update or delete or truncate on audit_checkpoint
  for each statement execute function audit_is_append_only();

-- p: signed acts, as the recorder signs them. For use inside the transaction that does what they say.
create function audit_record(p jsonb) returns void language plpgsql as $$
begin
  ${insertActs("jsonb_to_recordset(p)")};
end $$;
`,
    },
  ],
};
