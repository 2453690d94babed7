import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database } from "@aside/postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CAPTURE_KEY_LIFE, CAPTURE_KEY_OVERLAP } from "./capture-keys.ts";
import { createRootFile, openRootFile } from "./root-file.ts";
import { vaultMigrations } from "./schema.ts";
import { openVault, type Vault } from "./vault.ts";

const DAY = 24 * 3_600_000;
const NUMBER = "4111111111111111";
let folder = "";
let database: Database;
let now = Date.UTC(2026, 10, 22);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-vault-"));
  database = await openDatabase({ name: "vault", dataDir: folder, migrations: [vaultMigrations] });
  await createRootFile(join(folder, "root.key"));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe("a record", () => {
  test("is stored, read back in part, and each access is on record", async () => {
    const vault = await open();
    const token = await store(vault, "demo");
    expect(await read(vault, "demo", token, "card.pan")).toBe(NUMBER);
    expect(await read(vault, "demo", token, "card.holder")).toBe("Jane Doe");
    const rows = await database.withTenant(
      "demo",
      (sql) => sql`
      select actor, action, token, field, reference, result from vault_access order by number`,
    );
    expect([...rows]).toEqual([
      {
        actor: "collector",
        action: "stored",
        token,
        field: null,
        reference: "cap_1",
        result: "done",
      },
      { actor: "test", action: "read", token, field: "card.pan", reference: "why", result: "done" },
      {
        actor: "test",
        action: "read",
        token,
        field: "card.holder",
        reference: "why",
        result: "done",
      },
    ]);
  });

  test("[28] the code is in memory only: once, and not by another process on the same database", async () => {
    const vault = await open();
    const token = await store(vault, "demo");
    const restarted = await open();
    await expect(read(restarted, "demo", token, "card.cvv")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await read(vault, "demo", token, "card.cvv")).toBe("987");
    await expect(read(vault, "demo", token, "card.cvv")).rejects.toMatchObject({
      code: "not_found",
    });
    const classes = await database.withTenant(
      "demo",
      (sql) => sql`select distinct class from vault_field order by 1`,
    );
    expect([...classes]).toEqual([{ class: "card.holder" }, { class: "card.pan" }]);
  });

  test("[12] [TEN1] unknown, foreign and erased tokens and unknown fields are one answer", async () => {
    const vault = await open();
    const token = await store(vault, "demo");
    const erased = await store(vault, "demo");
    expect(
      await vault.erase({ tenant: "demo", token: erased, actor: "test", reference: "gdpr" }),
    ).toBe(true);
    expect(
      await vault.erase({ tenant: "demo", token: erased, actor: "test", reference: "gdpr" }),
    ).toBe(false);
    const attempts: [string, string, string][] = [
      ["other", token, "card.pan"],
      ["demo", erased, "card.pan"],
      ["demo", token, "card.exp"],
      ["demo", token.replace(/_[^_]{26}_/, `_${"0".repeat(25)}a_`), "card.pan"],
      ["demo", "4111111111111111", "card.pan"],
    ];
    for (const attempt of attempts) {
      await expect(read(vault, ...attempt)).rejects.toMatchObject({
        code: "not_found",
        message: "No such value",
      });
    }
  });

  test("[AUD1] no record, no access", async () => {
    const vault = await open();
    const token = await store(vault, "demo");
    const request = { tenant: "demo", token, field: "card.pan", actor: "test" };
    const nul = String.fromCharCode(0);
    await expect(vault.detokenize({ ...request, reference: nul })).rejects.toMatchObject({
      code: "22021",
    });
    const change = (statement: string) =>
      database.withTenant("demo", (sql) => sql.unsafe(statement));
    await expect(change("update vault_access set actor = 'x'")).rejects.toMatchObject({
      code: "42501",
    });
    await expect(change("delete from vault_access")).rejects.toMatchObject({ code: "42501" });
  });

  test("[11] rows swapped by SQL do not open", async () => {
    const vault = await open();
    const [one, two] = [await store(vault, "demo"), await store(vault, "demo")];
    const copy = async (from: string, to: string) => {
      await database.withTenant("demo", async (sql) => {
        const [source] = await sql<{ sealed: Uint8Array; class: string }[]>`
          select f.sealed, f.class from vault_field f join vault_record r on r.id = f.record
          where r.token = ${from} and f.name = 'card.pan'`;
        const [target] = await sql<
          { id: string }[]
        >`select id from vault_record where token = ${to}`;
        await sql`insert into vault_field (tenant, record, name, class, sealed)
          values ('demo', ${target?.id ?? ""}, 'moved', ${source?.class ?? ""}, ${source?.sealed ?? new Uint8Array()})`;
      });
    };
    await copy(two, one);
    await copy(one, two);
    for (const token of [one, two]) {
      await expect(read(vault, "demo", token, "moved")).rejects.toMatchObject({
        code: "record_broken",
      });
    }
  });

  test("[3.2.1] is erased when its time is over, its key too", async () => {
    const vault = await open();
    const token = await store(vault, "brief", 1);
    const kept = await store(vault, "brief", 3);
    const before = now;
    now += DAY;
    await expect(read(vault, "brief", token, "card.pan")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await vault.sweep()).toBe(1);
    expect(await vault.sweep()).toBe(0);
    const [left] = await database.withTenant(
      "brief",
      (sql) => sql`
      select (select count(*)::int from vault_record) as records, (select count(*)::int from vault_field) as fields,
        (select count(*)::int from vault_keys.dek) as keys`,
    );
    expect(left).toEqual({ records: 1, fields: 2, keys: 1 });
    expect(await read(vault, "brief", kept, "card.pan")).toBe(NUMBER);
    now = before;
  });
});

describe("keys", () => {
  test("[30] another root is refused before anything is written", async () => {
    await open();
    await createRootFile(join(folder, "other.key"));
    const root = await openRootFile(join(folder, "other.key"));
    const counts = () =>
      database.withoutTenant((sql) => sql`select count(*)::int from vault_keys.capture_key`);
    const before = [...(await counts())];
    await expect(openVault({ database, root, now: () => now })).rejects.toMatchObject({
      code: "wrong_root",
      who: "operator",
    });
    expect([...(await counts())]).toEqual(before);
  });

  test("a capture key is followed by another after a month, opens two hours longer, then is gone", async () => {
    const before = now;
    const vault = await open();
    const { kid } = vault.captureKeys.current();
    now += CAPTURE_KEY_LIFE + 1;
    await vault.sweep();
    expect(vault.captureKeys.current().kid).not.toBe(kid);
    expect((await vault.captureKeys.find(kid))?.kid).toBe(kid);
    const other = await open();
    expect(other.captureKeys.current().kid).toBe(vault.captureKeys.current().kid);
    now += CAPTURE_KEY_OVERLAP + 1;
    expect(await vault.captureKeys.find(kid)).toBeNull();
    await vault.sweep();
    expect(await other.captureKeys.find("ck_unknown")).toBeNull();
    expect(await other.captureKeys.find(kid)).toBeNull();
    now = before;
  });

  test("two processes that need a tenant's key at once use the same", async () => {
    const [one, two] = [await open(), await open()];
    const tokens = await Promise.all([store(one, "both"), store(two, "both")]);
    const reader = await open();
    for (const token of tokens) expect(await read(reader, "both", token, "card.pan")).toBe(NUMBER);
  });

  test("[TEN1] every table with a tenant forces row-level security, those of the keys too", async () => {
    const rows = await database.withoutTenant(
      (sql) => sql`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
      where n.nspname in ('public', 'vault_keys') and c.relkind = 'r' order by 1`,
    );
    expect([...rows]).toEqual(
      [
        "public.vault_access",
        "public.vault_field",
        "public.vault_record",
        "vault_keys.dek",
        "vault_keys.kek",
      ].map((name) => ({ name, forced: true })),
    );
  });
});

test("[BND2] [3.5.1] no file of the database holds the number or the code", async () => {
  const vault = await open();
  await store(vault, "demo");
  const found: string[] = [];
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry);
    if (!(await stat(path)).isFile()) continue;
    const content = await readFile(path);
    bytes += content.length;
    for (const needle of needles()) if (content.includes(needle)) found.push(entry);
  }
  expect(found).toEqual([]);
  expect(bytes).toBeGreaterThan(10_000_000);
});

function needles() {
  const plain = Buffer.from(NUMBER);
  return [
    plain,
    plain.toString("base64"),
    plain.toString("hex"),
    Buffer.from(NUMBER, "utf16le"),
    "Jane Doe",
  ];
}

async function open(): Promise<Vault> {
  const root = await openRootFile(join(folder, "root.key"));
  return await openVault({ database, root, now: () => now });
}

async function store(vault: Vault, tenant: string, retentionDays = 30): Promise<string> {
  const field = (name: string, text: string) => ({ name, class: name, bytes: Buffer.from(text) });
  const record = await vault.prepare({
    tenant,
    capture: "cap_1",
    schema: "card@1",
    policy: "p1",
    retentionDays,
    metadata: { display: "Visa •••• 1111" },
    fields: [field("card.pan", NUMBER), field("card.holder", "Jane Doe"), field("card.cvv", "987")],
  });
  await database.withTenant(
    tenant,
    (
      sql,
    ) => sql`select vault_put(${sql.json(record.facts)}, ${record.dek}, ${record.names}, ${record.classes},
      ${record.sealed})`,
  );
  record.committed();
  return record.token;
}

async function read(vault: Vault, tenant: string, token: string, field: string): Promise<string> {
  const value = await vault.detokenize({ tenant, token, field, actor: "test", reference: "why" });
  return Buffer.from(value.expose()).toString();
}
