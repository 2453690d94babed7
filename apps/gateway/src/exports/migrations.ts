import type { MigrationSet } from "@aside/postgres";

/** What exports keep beside the journal: marks without text, and the exports that are being fetched. */
export const exportMigrations: MigrationSet = {
  set: "exports",
  steps: [
    {
      name: "001-exports",
      sql: `
-- Where a conversation is sensitive, as of an event and a version of detector and settings. A cache: it may be lost.
-- json, not jsonb: it is read whole and never searched.
create table marked_conversation (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  version text collate "C" not null,
  last_seq bigint not null,
  facts json not null,
  marks json not null,
  seqs bigint[] not null,
  primary key (tenant, conversation)
);
select aside_protect('marked_conversation');
grant select, insert, update, delete on marked_conversation to {{app}};

-- The key of an export's surrogates lives as long as its row: until the file was fetched, a day at most.
create table export_job (
  tenant text collate "C" not null,
  id text collate "C" not null,
  state text collate "C" not null check (state in ('counting', 'ready', 'failed')),
  looked bigint not null,
  total bigint not null,
  noted_at bigint not null,
  wish json not null,
  version text collate "C" not null,
  key bytea not null,
  created_at bigint not null,
  expires_at bigint not null,
  conversations bigint not null,
  messages bigint not null,
  length bigint not null,
  manifest json,
  primary key (tenant, id)
);
create index export_job_expires on export_job (expires_at);
select aside_protect('export_job');
grant select, insert, update, delete on export_job to {{app}};
grant select (tenant, id, expires_at), delete on export_job to {{sweep}};
create policy sweep on export_job to {{sweep}} using (true);
`,
    },
  ],
};
