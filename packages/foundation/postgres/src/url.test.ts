import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureCluster, ownerRole, startPostmaster } from "./cluster.ts";
import { asAdmin } from "./connect.ts";
import { placeOf } from "./embedded.ts";
import { openDatabase, type MigrationSet } from "./index.ts";
import { isGone } from "./postmaster.ts";

const migrations: MigrationSet[] = [
  {
    set: "test",
    steps: [
      {
        name: "001-note",
        sql: "create table note (tenant text); select aside_protect('note'); grant select, insert on note to {{app}}",
      },
    ],
  },
];

let dataDir = "";
let pid = 0;
let at = "";

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aside-url-"));
  const place = await placeOf(dataDir);
  await ensureCluster(place);
  const port = await freePort();
  pid = await startPostmaster(place, { listen_addresses: "127.0.0.1", port: String(port) });
  at = `127.0.0.1:${port}`;
  await owner(
    "create role plain login createrole",
    "create role powerless login",
    "create database aside owner plain",
  );
  await owner("create database theirs owner powerless");
});

afterAll(async () => {
  process.kill(pid, "SIGQUIT");
  await isGone(pid, 10_000);
  await rm(dataDir, { recursive: true, force: true });
});

async function owner(...statements: string[]): Promise<void> {
  await asAdmin(
    { kind: "url", url: `postgres://${ownerRole}@${at}/postgres` },
    "test",
    async (sql) => {
      for (const statement of statements) await sql.unsafe(statement);
    },
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}

test.each([
  ["a plain owner", "plain"],
  ["a superuser", ownerRole],
])("[TEN1] with the URL of %s, connections work as the app role", async (_who, user) => {
  const database = await openDatabase({
    name: "gateway",
    url: `postgres://${user}@${at}/aside`,
    migrations,
  });
  try {
    await database.withTenant("a", (sql) => sql`insert into note values ('a')`);
    const seen = await database.withTenant(
      "b",
      (sql) => sql`select current_user::text as role, count(*)::int from note`,
    );
    expect([...seen]).toEqual([{ role: "aside_gateway_app", count: 0 }]);
    await expect(database.acrossTenants((sql) => sql`select * from note`)).rejects.toMatchObject({
      code: "42501",
    });
  } finally {
    await database.close();
  }
});

test("a role that may not create roles is given the statements for an administrator, and works after them", async () => {
  const url = `postgres://powerless@${at}/theirs`;
  const failed = await openDatabase({ name: "other", url, migrations }).catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: "roles_not_allowed", who: "operator" });
  const statements = failed instanceof Error ? failed.message.split("\n").slice(1) : [];
  expect(statements.map((line) => line.trim())).toEqual([
    "create role aside_other_app nologin noinherit;",
    "create role aside_other_sweep nologin noinherit;",
    "grant aside_other_sweep to aside_other_app;",
    'grant aside_other_app, aside_other_sweep to "powerless";',
  ]);
  await owner(...statements);
  await (await openDatabase({ name: "other", url, migrations })).close();
});

test("[TEN1] a URL that switches to another role is refused", async () => {
  await expect(
    openDatabase({ name: "gateway", url: `postgres://plain@${at}/aside?role=plain`, migrations }),
  ).rejects.toMatchObject({ code: "unsafe_role" });
});

test("[CAP2] a URL or a database that does not wait for the disk is refused", async () => {
  await expect(
    openDatabase({
      name: "gateway",
      url: `postgres://plain@${at}/aside?synchronous_commit=off`,
      migrations,
    }),
  ).rejects.toMatchObject({ code: "unsafe_durability" });
  await owner("alter database aside set synchronous_commit = off");
  await expect(
    openDatabase({ name: "gateway", url: `postgres://plain@${at}/aside`, migrations }),
  ).rejects.toMatchObject({ code: "unsafe_durability" });
  await owner("alter database aside reset synchronous_commit");
});

test("a server that is not there, or refuses, is said without the URL", async () => {
  const gone = `postgres://plain:secret@127.0.0.1:${await freePort()}/aside`;
  for (const url of [
    gone,
    `postgres://nobody:secret@${at}/aside`,
    `postgres://plain:secret@${at}/nothing`,
  ]) {
    const error = await openDatabase({ name: "gateway", url, migrations }).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ code: "unreachable", who: "operator" });
    expect(String(error)).not.toContain("secret");
  }
});
