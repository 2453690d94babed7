import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NUMBER, openPlace, type Place, accessBy } from "../test/place.ts";
import { CAPTURE_KEY_LIFE, CAPTURE_KEY_OVERLAP } from "./capture-keys.ts";
import { createRootFile, openRootFile } from "./root/file-root.ts";
import { openVault } from "./vault.ts";

const DAY = 24 * 3_600_000;
let place: Place;

beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

describe("a record", () => {
  test("is stored, read back in part, and each access is on record", async () => {
    const vault = await place.open();
    const token = await place.store(vault, "demo");
    expect(await place.read(vault, "demo", token, "card.pan")).toBe(NUMBER);
    expect(await place.read(vault, "demo", token, "card.holder")).toBe("Jane Doe");
    const about = { subject: token, result: "done" };
    const reading = { ...about, actor: "test", action: "read", purpose: "test", reference: "why" };
    expect(await place.acts("demo")).toEqual([
      {
        subject: expect.stringMatching(/^key:card\/2026-11-/),
        result: "done",
        actor: "collector",
        action: "key.made",
        field: null,
        purpose: "rotation",
        reference: "schedule",
      },
      {
        ...about,
        actor: "collector",
        action: "stored",
        field: null,
        purpose: "capture",
        reference: "cap_1",
      },
      { ...reading, field: "card.pan" },
      { ...reading, field: "card.holder" },
    ]);
  });

  test("[12] [TEN1] unknown, foreign and erased tokens and unknown fields are one answer", async () => {
    const vault = await place.open();
    const token = await place.store(vault, "demo");
    const erased = await place.store(vault, "demo");
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
      await expect(place.read(vault, ...attempt)).rejects.toMatchObject({
        code: "not_found",
        message: "No such value",
      });
    }
  });

  test("[AUD1] no record, no access", async () => {
    const vault = await place.open();
    const token = await place.store(vault, "demo");
    const request = { ...accessBy("demo", token, "x"), field: "card.pan" };
    const nul = String.fromCharCode(0);
    await expect(vault.open({ ...request, actor: nul })).rejects.toMatchObject({
      code: "act_invalid",
    });
  });

  test("[34] [AUD1] while nothing can be recorded, nothing is opened, stored or erased", async () => {
    const vault = await place.open();
    const token = await place.store(vault, "closed");
    const before = await place.count("closed");
    await place.asOwner("revoke insert on audit_pending from aside_vault_app");
    const denied = { code: "42501" };
    const by = accessBy("closed", token, "x");
    await expect(place.read(vault, "closed", token, "card.pan")).rejects.toMatchObject(denied);
    await expect(place.read(vault, "closed", token, "card.cvv")).rejects.toMatchObject(denied);
    await expect(place.store(vault, "closed")).rejects.toMatchObject(denied);
    await expect(vault.erase(by)).rejects.toMatchObject(denied);
    await place.asOwner("grant insert on audit_pending to aside_vault_app");
    expect(await place.count("closed")).toEqual(before);
    // Its key was made, and it was stored: nothing else.
    expect(await place.acts("closed")).toHaveLength(2);
    expect(await place.read(vault, "closed", token, "card.pan")).toBe(NUMBER);
  });

  test("[3.5.1] a number that is asked for in a token's place is not written down", async () => {
    const vault = await place.open();
    await expect(place.read(vault, "asked", NUMBER, "card.pan")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(
      await vault.erase({ tenant: "asked", token: NUMBER, actor: "test", reference: "x" }),
    ).toBe(false);
    expect(await place.acts("asked")).toMatchObject([
      { action: "read", subject: "-", result: "not_found" },
      { action: "erased", subject: "-", result: "not_found" },
    ]);
  });

  test("[11] rows swapped by SQL do not open", async () => {
    const vault = await place.open();
    const [one, two] = [await place.store(vault, "demo"), await place.store(vault, "demo")];
    const copy = (from: string, to: string) =>
      place.asOwner(`update vault_record set fields = fields || (
          select jsonb_agg(f || '{"name": "moved"}') from vault_record r, jsonb_array_elements(r.fields) f
          where r.token = '${from}' and f->>'name' = 'card.pan')
        where token = '${to}'`);
    await copy(two, one);
    await copy(one, two);
    for (const token of [one, two]) {
      await expect(place.read(vault, "demo", token, "moved")).rejects.toMatchObject({
        code: "record_broken",
      });
    }
  });

  test("[3.2.1] is erased when its time is over, its key too", async () => {
    const vault = await place.open();
    const token = await place.store(vault, "brief", { retentionDays: 1 });
    const kept = await place.store(vault, "brief", { retentionDays: 3 });
    const before = place.now;
    place.now += DAY;
    await expect(place.read(vault, "brief", token, "card.pan")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await vault.sweep()).toEqual([{ class: "card", policy: "p1", erased: 1 }]);
    expect(await vault.sweep()).toEqual([]);
    const [left] = await place.database.withTenant(
      "brief",
      (sql) => sql`
      select (select count(*)::int from vault_record) as records, (select count(*)::int from vault_field) as fields,
        (select count(*)::int from vault_keys.dek) as keys`,
    );
    expect(left).toEqual({ records: 1, fields: 2, keys: 1 });
    expect(await place.read(vault, "brief", kept, "card.pan")).toBe(NUMBER);
    place.now = before;
  });
});

describe("keys", () => {
  test("[30] another root is refused before anything is written", async () => {
    await place.open();
    await createRootFile(join(place.folder, "other.key"));
    const root = await openRootFile(join(place.folder, "other.key"));
    const counts = () =>
      place.database.withoutTenant((sql) => sql`select count(*)::int from vault_keys.capture_key`);
    const before = [...(await counts())];
    await expect(
      openVault({ database: place.database, audit: place.audit, root, now: () => place.now }),
    ).rejects.toMatchObject({
      code: "wrong_root",
      who: "operator",
    });
    expect([...(await counts())]).toEqual(before);
  });

  test("a capture key is followed by another after a month, opens two hours longer, then is gone", async () => {
    const before = place.now;
    const vault = await place.open();
    const kid = vault.captureKeys.current("xc20p")?.kid ?? "";
    place.now += CAPTURE_KEY_LIFE + 1;
    await vault.sweep();
    expect(vault.captureKeys.current("xc20p")?.kid).not.toBe(kid);
    expect((await vault.captureKeys.find(kid))?.kid).toBe(kid);
    const other = await place.open();
    expect(other.captureKeys.current("xc20p")?.kid).toBe(vault.captureKeys.current("xc20p")?.kid);
    place.now += CAPTURE_KEY_OVERLAP + 1;
    expect(await vault.captureKeys.find(kid)).toBeNull();
    await vault.sweep();
    expect(await other.captureKeys.find("ck_unknown")).toBeNull();
    expect(await other.captureKeys.find(kid)).toBeNull();
    place.now = before;
  });

  test("two processes that need a tenant's key at once use the same", async () => {
    const [one, two] = [await place.open(), await place.open()];
    const tokens = await Promise.all([place.store(one, "both"), place.store(two, "both")]);
    const reader = await place.open();
    for (const token of tokens)
      expect(await place.read(reader, "both", token, "card.pan")).toBe(NUMBER);
  });

  test("[TEN1] every table with a tenant forces row-level security, those of the keys too", async () => {
    const rows = await place.database.withoutTenant(
      (sql) => sql`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
      where n.nspname in ('public', 'vault_keys') and c.relkind = 'r' order by 1`,
    );
    expect([...rows]).toEqual(
      [
        "public.audit_checkpoint",
        "public.audit_entry",
        "public.audit_head",
        "public.audit_node",
        "public.audit_pending",
        "public.vault_miss",
        "public.vault_record",
        "vault_keys.dek",
        "vault_keys.kek",
      ].map((name) => ({ name, forced: true })),
    );
  });
});

test("[BND2] [3.5.1] no file of the database holds the number or the code", async () => {
  const vault = await place.open();
  await place.store(vault, "demo");
  const found: string[] = [];
  let bytes = 0;
  for (const entry of await readdir(place.folder, { recursive: true })) {
    const path = join(place.folder, entry);
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
