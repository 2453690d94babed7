import type { MigrationSet } from "@aside/postgres";

/** The gateway's own tables beside the journal's. What a secret is looked up by is its SHA-256; the secret itself is nowhere. */
export const gatewayMigrations: MigrationSet = {
  set: "gateway",
  steps: [
    {
      name: "001-tenants",
      sql: `
create table tenant (
  tenant text collate "C" primary key,
  name text not null,
  colour text not null,
  greeting text not null,
  region text not null default 'default',
  origins text[] not null,
  templates jsonb not null default '[]',
  replies jsonb not null default '[]'
);
select aside_protect('tenant');
grant select, insert, update on tenant to {{app}};

create table agent (
  tenant text collate "C" not null references tenant,
  id text collate "C" not null,
  email text not null,
  name text not null,
  role text not null check (role in ('agent', 'supervisor')),
  password text not null,
  primary key (tenant, id),
  unique (tenant, email)
);
select aside_protect('agent');
grant select, insert, update on agent to {{app}};

create table agent_session (
  tenant text collate "C" not null,
  hash bytea not null,
  agent text collate "C" not null,
  created_at bigint not null,
  seen_at bigint not null,
  primary key (tenant, hash),
  foreign key (tenant, agent) references agent (tenant, id)
);
select aside_protect('agent_session');
grant select, insert, update, delete on agent_session to {{app}};

create table api_key (
  tenant text collate "C" not null references tenant,
  hash bytea not null,
  name text not null,
  created_at bigint not null,
  primary key (tenant, hash)
);
select aside_protect('api_key');
grant select, insert, delete on api_key to {{app}};

create table customer_session (
  tenant text collate "C" not null references tenant,
  hash bytea not null,
  conversation text collate "C" not null,
  created_at bigint not null,
  seen_at bigint not null,
  primary key (tenant, hash)
);
create index customer_session_of on customer_session (tenant, conversation);
select aside_protect('customer_session');
grant select, insert, update on customer_session to {{app}};

create table webhook_endpoint (
  tenant text collate "C" primary key references tenant,
  url text not null
);
select aside_protect('webhook_endpoint');
grant select, insert, update, delete on webhook_endpoint to {{app}};

create table agent_presence (
  tenant text collate "C" not null,
  agent text collate "C" not null,
  node text collate "C" not null,
  seen_at bigint not null,
  primary key (tenant, agent, node)
);
select aside_protect('agent_presence');
grant select, insert, update, delete on agent_presence to {{app}};

-- Processes that serve. No tenant's data.
create table node (
  id text collate "C" primary key,
  home text not null,
  seen_at bigint not null
);
grant select, insert, update, delete on node to {{app}};
`,
    },
    {
      name: "002-defaults",
      sql: `
-- What stands in exports in place of a value, where a tenant wants another than ours: {"PERSON": "Erika Mustermann"}.
alter table tenant add column defaults jsonb not null default '{}';
`,
    },
    {
      name: "003-detection",
      sql: `
-- What a tenant wants found otherwise: {"off": ["ORDER_ID"], "patterns": [{"name", "type", "pattern"}], "locale": "de"}.
alter table tenant add column detection jsonb not null default '{}';
`,
    },
  ],
};
