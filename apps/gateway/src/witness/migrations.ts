import type { MigrationSet } from "@aside/postgres";

/** What the gateway has seen of the collector's audit logs, by the name of the log: a tenant's, or the collector's own. */
export const witnessMigrations: MigrationSet = {
  set: "witness",
  steps: [
    {
      name: "001-checkpoints",
      sql: `
create table witness_checkpoint (
  tenant text collate "C" not null,
  place bigint generated always as identity,
  size bigint not null,
  note text not null,
  at bigint not null,
  -- An operator has decided that the log begins anew: kept, and compared with no more.
  retired_at bigint,
  primary key (tenant, place)
);
select aside_protect('witness_checkpoint');
grant select, insert, update (retired_at) on witness_checkpoint to {{app}};

create table witness_alarm (
  tenant text collate "C" not null,
  place bigint generated always as identity,
  verdict text not null,
  note text not null,
  at bigint not null,
  resolved_at bigint,
  primary key (tenant, place)
);
select aside_protect('witness_alarm');
grant select, insert, update (resolved_at) on witness_alarm to {{app}};
grant select (resolved_at) on witness_alarm to {{sweep}};
create policy sweep on witness_alarm for select to {{sweep}} using (true);
`,
    },
  ],
};
