import type { MigrationSet } from "@aside/postgres";
import { chargeSql } from "../charge/schema.ts";
import { sharedBucketsSql } from "../limits/schema.ts";

/** What forwarding keeps of its own; comes after the collector's tables. Times are milliseconds. */
export const forwardMigrations: MigrationSet = {
  set: "forward",
  steps: [
    {
      name: "001-api-keys",
      sql: `
create table collector_api_key (
  tenant text not null references collector_tenant,
  hash bytea not null,
  created_at bigint not null,
  primary key (tenant, hash)
);
select aside_protect('collector_api_key');
grant select, insert, delete on collector_api_key to {{app}};
`,
    },
    { name: "002-charges", sql: chargeSql },
    {
      name: "003-code-nodes",
      sql: `
create table collector_code_node (
  tenant text not null,
  token text not null,
  url text not null,
  until bigint not null,
  primary key (tenant, token)
);
create index collector_code_node_until on collector_code_node (until);
select aside_protect('collector_code_node');
grant select, insert on collector_code_node to {{app}};
grant select (until), delete on collector_code_node to {{sweep}};
create policy sweep on collector_code_node to {{sweep}} using (true);
`,
    },
    {
      name: "004-keys-taken-back",
      sql: `
-- A key that was taken back, or a tenant that was disabled, is told to every collector as its transaction commits: none remembers it as right.
create function collector_keys_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('aside_collector_keys', '');
  return null;
end $$;
create trigger keys_changed after update or delete on collector_api_key
  for each statement execute function collector_keys_changed();
create trigger keys_changed after update or delete on collector_tenant
  for each statement execute function collector_keys_changed();
`,
    },
    { name: "005-limits", sql: sharedBucketsSql },
  ],
};
