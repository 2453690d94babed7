import type { MigrationSet } from "@aside/postgres";

/** Who changed a tenant's settings, when, from what to what. */
export const administrationMigrations: MigrationSet = {
  set: "administration",
  steps: [
    {
      name: "001-acts",
      sql: `
-- Written in the transaction of the change; no role can change or remove one.
create table administrative_act (
  tenant text collate "C" not null references tenant,
  place bigint generated always as identity,
  at bigint not null,
  -- {"kind": "agent", "id", "name"}, {"kind": "api", "key"} or {"kind": "operator"}.
  by jsonb not null,
  act text not null check (act in ('detection')),
  -- json, not jsonb: as it was written.
  before json not null,
  after json not null,
  primary key (tenant, place)
);
select aside_protect('administrative_act');
grant select, insert on administrative_act to {{app}};
`,
    },
  ],
};
