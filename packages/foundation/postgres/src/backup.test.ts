import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backUp } from "./backup.ts";
import type { BackupCount, BackupSet } from "./backup-set.ts";
import type { MigrationSet } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { restore } from "./restore.ts";

const ROWS = 20_000;
const SET: BackupSet = { name: "all", schema: "public", without: ["made_anew"] };
/** The one that refers to the other comes first by name. */
const migrations: readonly MigrationSet[] = [
  {
    set: "notes",
    steps: [
      {
        name: "001-notes",
        sql: `
create table parent (tenant text not null, id bigint generated always as identity primary key, "Odd name" text);
select aside_protect('parent');
grant select, insert on parent to {{app}};
create table child (parent bigint not null references parent, bytes bytea, twice text generated always as ('x') stored);
grant select, insert on child to {{app}};
create table made_anew (one int);
insert into made_anew values (1);
`,
      },
    ],
  },
];

let dataDir = "";
const at = (name: string) => ({ name, dataDir, migrations });
const read: Buffer[] = [];
let count: BackupCount;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aside-backup-"));
  await chmod(dataDir, 0o711);
  const source = await openDatabase(at("source"));
  await source.withTenant("a", async (sql) => {
    await sql`insert into parent (tenant, "Odd name")
      select 'a', ${'tab\t line\n return\r back\\ dot \\. mark \u2028 {"end":1}'} || n from generate_series(1, ${ROWS}) n`;
    await sql`insert into child (parent, bytes) select id, decode(repeat('0a0d5c00', 20), 'hex') from parent where id % 2 = 0`;
    await sql`insert into child (parent, bytes) values (1, null)`;
  });
  count = await backUp(at("source"), SET, async (data) => void read.push(data));
  await source.close();
}, 60_000);
afterAll(() => rm(dataDir, { recursive: true }));

async function* chunks(whole: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < whole.length; from += 10_007) yield whole.subarray(from, from + 10_007);
}

test("[30] whatever is in the rows comes back, and numbers go on after them", async () => {
  expect(count).toEqual({ tables: 2, rows: ROWS + ROWS / 2 + 1 });
  const restored = await restore(at("target"), [SET], chunks(Buffer.concat(read)));
  expect(restored).toEqual({ set: "all", ...count });
  const digest = async (name: string) => {
    const database = await openDatabase(at(name));
    const [row] = await database.withTenant(
      "a",
      (sql) => sql`
        select (select md5(string_agg(p::text, '' order by id)) from parent p) as parents,
          (select md5(string_agg(c::text, '' order by parent, bytes)) from child c) as children`,
    );
    await database.close();
    return row;
  };
  expect(await digest("target")).toEqual(await digest("source"));
  const target = await openDatabase(at("target"));
  const [next] = await target.withTenant(
    "a",
    (sql) => sql<{ id: number }[]>`insert into parent (tenant) values ('a') returning id`,
  );
  expect(next).toEqual({ id: ROWS + 1 });
  await target.close();
});

test("[30] where what was read cannot be written, the backup fails with that, and lets go of the database", async () => {
  const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
  let written = 0;
  const write = async () => {
    written += 1;
    if (written > 2) throw full;
  };
  await expect(backUp(at("source"), SET, write)).rejects.toBe(full);
  expect(written).toBe(3);
}, 20_000);

test("[30] a row that is not one of its table, wherever it stands, and nothing comes back", async () => {
  const whole = Buffer.concat(read);
  const middle = whole.indexOf("\n", Math.floor(whole.length / 3)) + 1;
  for (const place of [whole.indexOf("\na\t") + 1, middle]) {
    const file = Buffer.concat([
      whole.subarray(0, place),
      Buffer.from("no such row\n"),
      whole.subarray(place),
    ]);
    for (const given of [file, whole.subarray(0, place + 3)]) {
      await expect(restore(at("broken"), [SET], chunks(given))).rejects.toMatchObject({
        code: "backup_unreadable",
      });
    }
  }
  const database = await openDatabase(at("broken"));
  const [left] = await database.withTenant("a", (sql) => sql`select count(*)::int from parent`);
  expect(left).toEqual({ count: 0 });
  await database.close();
});
