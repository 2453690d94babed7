import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { isDiskFull } from "@aside/service";
import type { Pool } from "./connect.ts";
import { DatabaseError } from "./errors.ts";
import type { PostgresLog } from "./events.ts";
import type { Roles } from "./roles.ts";

/** One step: `NNN-name` and its SQL. `{{app}}` and `{{sweep}}` in it become the names of the process's roles. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The steps of one package. Applied in the order of their numbers, sets in the order given. */
export interface MigrationSet {
  /** Names the set for good: `journal`, `gateway`. */
  readonly set: string;
  readonly steps: readonly Migration[];
}

/** Reads a folder of `NNN-name.sql` files as a set. A bundle has no such folder: give it the steps themselves. */
export async function readMigrations(set: string, folder: URL): Promise<MigrationSet> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
  const steps = files.map(async (file) => ({
    name: file.slice(0, -".sql".length),
    sql: await readFile(new URL(file, folder), "utf8"),
  }));
  return { set, steps: await Promise.all(steps) };
}

/**
 * Applies what is missing, each step in a transaction, one process at a time.
 *
 * @throws {DatabaseError} `migration_changed` when an applied step's text is another now, `migration_unknown` when the database
 *   has a step that this version does not know, `migration_failed`, `disk_full`
 */
export async function migrate(
  sql: Pool,
  sets: readonly MigrationSet[],
  roles: Roles,
  log: PostgresLog,
): Promise<void> {
  await sql`create table if not exists aside_migration (
    set text not null, step text not null, checksum text not null, applied_at timestamptz not null default now(),
    primary key (set, step))`;
  for (const { set, steps } of [base, ...sets]) {
    const sorted = inOrder(set, steps);
    const rows = await sql<{ step: string; checksum: string }[]>`
      select step, checksum from aside_migration where set = ${set}`;
    const applied = new Map(rows.map((row) => [row.step, row.checksum]));
    const unknown = rows.filter((row) => !sorted.some((step) => step.name === row.step));
    if (unknown.length > 0) {
      const names = unknown.map((row) => `${set}/${row.step}`).join(", ");
      throw new DatabaseError(
        "migration_unknown",
        `the database was used by a newer version (${names}): start that version`,
      );
    }
    for (const step of sorted) await apply(sql, set, step, applied.get(step.name), roles, log);
  }
}

async function apply(
  sql: Pool,
  set: string,
  step: Migration,
  appliedChecksum: string | undefined,
  roles: Roles,
  log: PostgresLog,
): Promise<void> {
  const checksum = createHash("sha256").update(step.sql).digest("hex");
  const name = `${set}/${step.name}`;
  if (appliedChecksum === checksum) return;
  if (appliedChecksum !== undefined) {
    const message = `migration ${name} was applied with another text: restore it, and put the change into a new step`;
    throw new DatabaseError("migration_changed", message);
  }
  const began = Date.now();
  try {
    await sql.begin(async (transaction) => {
      await transaction
        .unsafe(step.sql.replaceAll("{{app}}", roles.app).replaceAll("{{sweep}}", roles.sweep))
        .simple();
      await transaction`insert into aside_migration (set, step, checksum) values (${set}, ${step.name}, ${checksum})`;
    });
  } catch (cause) {
    if (isDiskFull(cause))
      throw new DatabaseError("disk_full", "the database's disk is full: free some space", {
        cause,
      });
    const reason = cause instanceof Error ? cause.message : "";
    throw new DatabaseError(
      "migration_failed",
      `migration ${name} failed and was rolled back: ${reason}`,
      { cause },
    );
  }
  log("migration applied", { migration: name.replace("/", ":"), ms: Date.now() - began });
}

function inOrder(set: string, steps: readonly Migration[]): Migration[] {
  const numbers = steps.map((step) => /^(\d{3})-[a-z0-9-]+$/.exec(step.name)?.[1]);
  if (numbers.includes(undefined) || new Set(numbers).size !== numbers.length) {
    throw new DatabaseError(
      "wrong_name",
      `the steps of ${set} need names such as 001-first, each number once`,
    );
  }
  return steps.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const base: MigrationSet = {
  set: "base",
  steps: [
    {
      name: "001-protect",
      sql: `
-- Row-level security for a table with a tenant column: rows of the transaction's tenants only, for the owner too, and a row's
-- tenant never changes. Without withTenant or withTenants there are no tenants, hence no rows.
create function aside_tenants() returns text[] language sql stable parallel safe
  as $$ select string_to_array(current_setting('app.tenants', true), ',') $$;

create function aside_tenant_is_immutable() returns trigger language plpgsql as $$
begin
  if new.tenant is distinct from old.tenant then
    raise exception 'a row keeps its tenant' using errcode = '42501';
  end if;
  return new;
end $$;

create function aside_protect(name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy tenants on %s using (tenant = any ((select aside_tenants())::text[])) '
    'with check (tenant = any ((select aside_tenants())::text[]))', name);
  execute format('create trigger tenant_is_immutable before update of tenant on %s '
    'for each row execute function aside_tenant_is_immutable()', name);
end $$;

revoke execute on function aside_protect(regclass) from public;
`,
    },
    {
      name: "002-as",
      sql: `
-- Sets the transaction's tenant, for one call in one round trip: select verb(...) from aside_as(tenant).
create function aside_as(p_tenant text) returns void language plpgsql as $$
begin
  if p_tenant !~ '^[A-Za-z0-9_-]{1,64}$' then raise exception 'no tenant''s id' using errcode = '22023'; end if;
  perform set_config('app.tenant', p_tenant, true), set_config('app.tenants', p_tenant, true);
end $$;
`,
    },
    {
      name: "003-as-each",
      sql: `
-- The same for several tenants, for a verb that is done for all of them at once: it compares each row's tenant itself.
create function aside_as_each(p_tenants text[]) returns void language plpgsql as $$
declare one text := case cardinality(p_tenants) when 1 then p_tenants[1] else '' end; each text := array_to_string(p_tenants, ',');
begin
  if array_to_string(p_tenants, ' ', ',') !~ '^[A-Za-z0-9_-]{1,64}( [A-Za-z0-9_-]{1,64})*$' then
    raise exception 'no tenant''s id' using errcode = '22023';
  end if;
  -- Assignments of plain expressions, which need no plan.
  one := set_config('app.tenant', one, true);
  each := set_config('app.tenants', each, true);
end $$;
`,
    },
  ],
};
