import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NUMBER, openPlace, type Place } from "../test/place.ts";

/** In the order in which they can be restored. */
const DATA = ["public.vault_record", "public.vault_field"];
const KEYS = ["vault_keys.root", "vault_keys.kek", "vault_keys.dek", "vault_keys.capture_key"];

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

test("[30] [32] restore drill: the data alone opens nothing and holds no value; data and keys together open again; a shredded key stays gone in newer backups", async () => {
  const vault = await place.open();
  const tokens = [await place.store(vault, "drill"), await place.store(vault, "drill")];
  const erased = await place.store(vault, "drill");
  const owner = asOwner();
  const data = await dump(owner, DATA);
  await vault.erase({ tenant: "drill", token: erased, actor: "operator", reference: "dsr-1" });
  const keys = await dump(owner, KEYS);
  for (const needle of [NUMBER, Buffer.from(NUMBER).toString("hex"), "Jane Doe"]) {
    expect(JSON.stringify([data, keys])).not.toContain(needle);
  }

  await wipe(owner);
  await restore(owner, data);
  const without = await place.open().catch((error: unknown) => error);
  expect(without).toMatchObject({ captureKeys: expect.anything() });
  const blind = await place.open();
  for (const token of tokens) {
    await expect(place.read(blind, "drill", token, "card.pan")).rejects.toMatchObject({
      code: "record_broken",
    });
  }

  await wipe(owner);
  await restore(owner, data);
  await restore(owner, keys);
  const restored = await place.open();
  for (const token of tokens) {
    expect(await place.read(restored, "drill", token, "card.pan")).toBe(NUMBER);
  }
  await expect(place.read(restored, "drill", erased, "card.pan")).rejects.toMatchObject({
    code: "record_broken",
  });
  await owner.end();
});

/** As `pg_dump` does: past row-level security, as the role that owns the tables. */
function asOwner() {
  const socket = join(place.folder, "postgres-socket");
  const at = { host: socket, path: join(socket, ".s.PGSQL.5432"), username: "aside_owner" };
  return postgres({ ...at, database: "vault", max: 1, onnotice: () => undefined });
}

type Dump = { table: string; rows: string }[];

async function dump(sql: postgres.Sql, tables: readonly string[]): Promise<Dump> {
  const dumped: Dump = [];
  for (const table of tables) {
    const [row] = await sql.unsafe<{ rows: string }[]>(
      `select coalesce(jsonb_agg(t), '[]')::text as rows from ${table} t`,
    );
    dumped.push({ table, rows: row?.rows ?? "[]" });
  }
  return dumped;
}

async function restore(sql: postgres.Sql, dumped: Dump): Promise<void> {
  for (const { table, rows } of dumped) {
    await sql.unsafe(
      `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
      [rows],
    );
  }
}

async function wipe(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`truncate ${[...DATA, ...KEYS].join(", ")} cascade`);
}
