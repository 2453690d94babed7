import type { MigrationSet } from "@aside/postgres";

/** What people said of incidents. An incident itself is the journal's to write. */
export const incidentMigrations: MigrationSet = {
  set: "incidents",
  steps: [
    {
      name: "001-reviews",
      sql: `
-- Nothing is changed or removed: the last one says how an incident stands, all of them how it came to that.
create table incident_review (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq bigint not null,
  place bigint generated always as identity,
  state text not null check (state in ('open', 'acknowledged', 'resolved')),
  at bigint not null,
  -- {"kind": "agent", "id", "name"} or {"kind": "api", "key"}, as they were called then.
  by jsonb not null,
  note text,
  primary key (tenant, conversation, seq, place),
  foreign key (tenant, conversation, seq) references incident
);
select aside_protect('incident_review');
grant select, insert on incident_review to {{app}};
`,
    },
  ],
};
