import type { MigrationSet } from "@aside/postgres";

/** Custodians and what they ask for. Their credentials are here and nowhere on the conversation side. Times are milliseconds. */
export const revealMigrations: MigrationSet = {
  set: "reveal",
  steps: [
    {
      name: "001-reveal",
      sql: `
create table reveal_custodian (
  tenant text not null,
  id text not null,
  name text not null,
  invitation bytea,
  invited_until bigint,
  credential text,
  public_key bytea,
  counter bigint not null default 0,
  removed_at bigint,
  primary key (tenant, id)
);
-- A passkey is one custodian's: under two names its holder would approve what they ask for.
create unique index reveal_custodian_credential on reveal_custodian (tenant, credential);
select aside_protect('reveal_custodian');
grant select, insert, update on reveal_custodian to {{app}};

create table reveal_session (
  tenant text not null,
  hash bytea not null,
  custodian text not null,
  until bigint not null,
  primary key (tenant, hash)
);
select aside_protect('reveal_session');
grant select, insert, delete on reveal_session to {{app}};
grant select (until), delete on reveal_session to {{sweep}};
create policy sweep on reveal_session to {{sweep}} using (true);

-- Spent once. What it is for is in the challenge itself. No tenant's data.
create table reveal_challenge (
  challenge text primary key,
  until bigint not null
);
grant select, insert, delete on reveal_challenge to {{app}};
grant select (until), delete on reveal_challenge to {{sweep}};

create table reveal_request (
  tenant text not null,
  id text not null,
  token text not null,
  field text not null,
  reason text not null,
  reference text not null,
  requester text not null,
  approver text,
  state text not null default 'requested' check (state in ('requested', 'approved', 'refused', 'viewed', 'expired')),
  made_at bigint not null,
  until bigint not null,
  primary key (tenant, id),
  check (approver is distinct from requester),
  foreign key (tenant, requester) references reveal_custodian (tenant, id),
  foreign key (tenant, approver) references reveal_custodian (tenant, id)
);
create index reveal_request_until on reveal_request (until) where state in ('requested', 'approved');
select aside_protect('reveal_request');
grant select, insert, update (state, approver, until) on reveal_request to {{app}};
grant select (tenant, id, state, until) on reveal_request to {{sweep}};
create policy sweep on reveal_request for select to {{sweep}} using (true);
`,
    },
  ],
};
