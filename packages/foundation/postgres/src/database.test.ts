import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { codeOf } from "@aside/service";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ownerRole } from "./cluster.ts";
import { asAdmin } from "./connect.ts";
import { openDatabase, readMigrations, type Database, type Migration } from "./index.ts";
import { socketFolder } from "./socket-folder.ts";

const note = `
  create table note (tenant text not null, id int not null, body text, primary key (tenant, id));
  select aside_protect('note');
  grant select, insert, update on note to {{app}};
  grant select (tenant, id) on note to {{sweep}};
  create policy sweep on note for select to {{sweep}} using (true)`;

let dataDir = "";
let database: Database;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aside-database-"));
  database = await open("notes", [{ name: "001-note", sql: note }]);
  for (const tenant of ["a", "b"]) {
    await database.withTenant(
      tenant,
      (sql) => sql`insert into note values (${tenant}, 1, ${`of ${tenant}`})`,
    );
  }
});

afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

function open(name: string, steps: Migration[]): Promise<Database> {
  return openDatabase({ name, dataDir, migrations: [{ set: "test", steps }], connections: 2 });
}

async function owner(name: string, statement: string): Promise<void> {
  const target = {
    kind: "socket",
    folder: socketFolder(dataDir),
    user: ownerRole,
    database: name,
  } as const;
  await asAdmin(target, "test", (sql) => sql.unsafe(statement));
}

test("[TEN1] a tenant sees its own rows, several see theirs, none sees nothing", async () => {
  const seen = await Promise.all([
    database.withTenant("a", (sql) => sql`select tenant, body from note`),
    database.withTenants(["a", "b", "c"], (sql) => sql`select tenant, body from note order by 1`),
    database.withTenant("c", (sql) => sql`select * from note`),
    database.withoutTenant((sql) => sql`select * from note`),
    database.once((sql) => sql`select * from note`),
    database.inTurn((sql) => sql`select * from note`),
  ]);
  expect(seen.map((rows) => [...rows])).toEqual([
    [{ tenant: "a", body: "of a" }],
    [
      { tenant: "a", body: "of a" },
      { tenant: "b", body: "of b" },
    ],
    [],
    [],
    [],
    [],
  ]);
});

test("statements in turn share one connection, which is opened again when it is lost", async () => {
  const backend = async () => {
    const [row] = await database.inTurn(
      (sql) => sql<{ pid: number }[]>`select pg_backend_pid() as pid from pg_sleep(0.01)`,
    );
    return row?.pid ?? 0;
  };
  const [first, ...others] = await Promise.all([backend(), backend(), backend()]);
  expect(new Set(others)).toEqual(new Set([first]));
  await owner("notes", `select pg_terminate_backend(${first})`);
  await vi.waitFor(async () => expect(await backend()).not.toBe(first), { timeout: 25_000 });
});

test("[TEN1] a row cannot be written for, or given to, another tenant", async () => {
  const denied = { code: "42501" };
  await expect(
    database.withTenant("a", (sql) => sql`insert into note values ('b', 2, '')`),
  ).rejects.toMatchObject(denied);
  await expect(
    database.withTenant("a", (sql) => sql`update note set tenant = 'b'`),
  ).rejects.toMatchObject(denied);
  await expect(
    database.withTenants(
      ["a", "b"],
      (sql) => sql`update note set tenant = 'b', id = 3 where tenant = 'a'`,
    ),
  ).rejects.toMatchObject(denied);
});

test("[TEN1] the tenant of a transaction does not outlive it, whatever became of it", async () => {
  await database.withTenant("a", (sql) => sql`select 1`);
  await database.withTenant("a", (sql) => sql`select 1 / 0`).catch(() => undefined);
  const left = await database.withoutTenant(
    (sql) =>
      sql`select coalesce(current_setting('app.tenants', true), '') as tenants, current_user::text as role`,
  );
  expect([...left]).toEqual([{ tenants: "", role: "aside_notes_app" }]);
});

test("[TEN1] a tenant's id cannot name two tenants", async () => {
  for (const tenant of ["a,b", "", "a b", "a".repeat(65)]) {
    await expect(database.withTenant(tenant, (sql) => sql`select 1`)).rejects.toMatchObject({
      code: "wrong_tenant",
    });
  }
});

test("[TEN1] a sweep sees the granted columns of all tenants and nothing else", async () => {
  const rows = await database.acrossTenants((sql) => sql`select tenant, id from note order by 1`);
  expect([...rows]).toEqual([
    { tenant: "a", id: 1 },
    { tenant: "b", id: 1 },
  ]);
  await expect(database.acrossTenants((sql) => sql`select body from note`)).rejects.toMatchObject({
    code: "42501",
  });
  await expect(
    database.acrossTenants((sql) => sql`insert into note values ('a', 9, '')`),
  ).rejects.toMatchObject({
    code: "42501",
  });
});

test("[TEN1] the working role owns nothing and can become nobody else", async () => {
  const attempts = [
    "set role aside_owner",
    "set session authorization aside_owner",
    "alter table note disable row level security",
    "drop policy tenants on note",
    "create table other (id int)",
    "delete from note",
    "select aside_protect('note')",
  ];
  const verdicts = await Promise.all(
    attempts.map((attempt) =>
      database.withTenant("a", (sql) => sql.unsafe(attempt)).then(String, codeOf),
    ),
  );
  expect(verdicts).toEqual(attempts.map(() => "42501"));
});

test("[TEN1] a table with tenants but without forced row-level security is refused at the start", async () => {
  await expect(
    open("bare", [
      { name: "001-bare", sql: "create table bare (tenant text); grant select on bare to {{app}}" },
    ]),
  ).rejects.toMatchObject({
    code: "unprotected_table",
    message: expect.stringContaining("on bare:"),
  });
});

test("[TEN1] nor in another schema", async () => {
  const sql = "create schema keys; create table keys.bare (tenant text)";
  await expect(open("schemas", [{ name: "001-bare", sql }])).rejects.toMatchObject({
    code: "unprotected_table",
    message: expect.stringContaining("on bare:"),
  });
});

test("[TEN1] a working role that was made a superuser, or given the owner's role, is refused", async () => {
  await (await open("given", [{ name: "001-note", sql: note }])).close();
  const changes = ["superuser", "nosuperuser bypassrls", "nobypassrls"].map(
    (how) => `alter role aside_given_app ${how}`,
  );
  for (const change of [
    ...changes.slice(0, 2),
    `${changes[2]}; grant aside_owner to aside_given_app`,
  ]) {
    await owner("given", change);
    await expect(open("given", [{ name: "001-note", sql: note }])).rejects.toMatchObject({
      code: "unsafe_role",
    });
  }
});

test("[CAP2] a role that does not wait for the disk is refused", async () => {
  await (await open("hasty", [])).close();
  await owner("hasty", "alter role aside_hasty_app set synchronous_commit = off");
  await expect(open("hasty", [])).rejects.toMatchObject({
    code: "unsafe_durability",
    message: expect.stringContaining("synchronous_commit off"),
  });
});

test("migrations are applied once and in order, and an applied one keeps its text", async () => {
  const first = {
    name: "001-one",
    sql: "create table step (id int); grant select on step to {{app}}",
  };
  const second = { name: "002-two", sql: "alter table step add column name text" };
  await (await open("steps", [first])).close();
  const again = await open("steps", [second, first]);
  expect([...(await again.withoutTenant((sql) => sql`select id, name from step`))]).toEqual([]);
  await again.close();
  await expect(open("steps", [{ ...first, sql: `${first.sql} ` }, second])).rejects.toMatchObject({
    code: "migration_changed",
    message: expect.stringContaining("test/001-one"),
  });
  await expect(open("steps", [first])).rejects.toMatchObject({
    code: "migration_unknown",
    message: expect.stringContaining("test/002-two"),
  });
  await expect(open("steps", [first, { ...second, name: "001-two" }])).rejects.toMatchObject({
    code: "wrong_name",
  });
});

test("a migration that fails leaves nothing of itself", async () => {
  const broken = { name: "001-broken", sql: "create table half (id int); select 1 / 0" };
  await expect(open("broken", [broken])).rejects.toMatchObject({ code: "migration_failed" });
  const mended = await open("broken", [{ name: "001-broken", sql: "create table half (id int)" }]);
  await mended.close();
});

test("a folder of SQL files is a set", async () => {
  const folder = await mkdtemp(join(dataDir, "sql-"));
  await writeFile(join(folder, "002-b.sql"), "b");
  await writeFile(join(folder, "001-a.sql"), "a");
  expect(await readMigrations("x", pathToFileURL(`${folder}/`))).toEqual({
    set: "x",
    steps: [
      { name: "001-a", sql: "a" },
      { name: "002-b", sql: "b" },
    ],
  });
});

test("listening begins again after its connection was cut", async () => {
  const heard: string[] = [];
  let begun = 0;
  const listener = await database.listen(
    "test_channel",
    (payload) => void heard.push(payload),
    () => (begun += 1),
  );
  await database.withoutTenant((sql) => sql`select pg_notify('test_channel', 'one')`);
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(["one"]);
  await owner(
    "notes",
    "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %'",
  );
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(2);
  await database.withoutTenant((sql) => sql`select pg_notify('test_channel', 'two')`);
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(["one", "two"]);
  await listener.stop();
});
