import { join } from "node:path";
import type { Database } from "@aside/postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOLDER, NUMBER, openPlace, type Place } from "../test/place.ts";
import { sweepRecords } from "./erase.ts";
import { openRootFile } from "./root/file-root.ts";
import { openVault, type Vault } from "./vault.ts";

const by = { actor: "operator", reference: "dsr-7" };
const missing = { code: "not_found" };
let place: Place;
let vault: Vault;
beforeAll(async () => {
  place = await openPlace();
  vault = await place.open();
});
afterAll(() => place.close());

describe("shred", () => {
  test("of a person: every record of that subject, no other's, in this tenant only; the receipt says what went", async () => {
    const own = [
      await place.store(vault, "people", { subject: "cust-1" }),
      await place.store(vault, "people", { subject: "cust-1", tokenType: "pointer" }),
    ];
    const other = await place.store(vault, "people", { subject: "cust-2" });
    const foreign = await place.store(vault, "else", { subject: "cust-1" });
    const scope = { kind: "subject", subject: "cust-1" } as const;
    const receipt = await vault.shred({ tenant: "people", scope, ...by });
    expect(receipt).toEqual({
      tenant: "people",
      scope,
      ...by,
      at: place.now,
      records: 2,
      keys: 1,
      tenantKeys: 0,
    });
    for (const field of ["card.pan", "card.cvv"]) {
      await expect(place.read(vault, "people", own[0] ?? "", field)).rejects.toMatchObject(missing);
    }
    expect(await place.read(vault, "people", other, "card.pan")).toBe(NUMBER);
    expect(await place.read(vault, "else", foreign, "card.holder")).toBe(HOLDER);
    expect((await vault.shred({ tenant: "people", scope, ...by })).records).toBe(0);
    expect(await place.acts("people")).toContainEqual({
      actor: "operator",
      action: "shredded",
      subject: "subject:cust-1",
      field: null,
      purpose: "shredding",
      reference: "dsr-7",
      result: "done",
    });
  });

  test("[23] that a tenant's key was destroyed is told to every process, which forgets what it holds; of a record's key nothing is", async () => {
    let told = 0;
    const listening = await place.database.listen(
      "aside_keks_destroyed",
      () => (told += 1),
      () => undefined,
    );
    const token = await place.store(vault, "told");
    await vault.shred({ tenant: "told", scope: { kind: "record", token }, ...by });
    await vault.shred({ tenant: "told", scope: { kind: "class", keyClass: "card" }, ...by });
    await expect.poll(() => told).toBe(1);
    vault.keysDestroyed();
    const next = await place.store(vault, "told");
    vault.keysDestroyed();
    expect(await place.read(vault, "told", next, "card.pan")).toBe(NUMBER);
    await listening.stop();
  });

  test("of a class, of a month and of a tenant: the keys of records' keys go too", async () => {
    const bank = { fields: [{ name: "iban", class: "bank.iban", bytes: Buffer.from("DE89") }] };
    const store = () => Promise.all([place.store(vault, "wide"), place.store(vault, "wide", bank)]);
    await store();
    const scope = { kind: "class", keyClass: "bank" } as const;
    expect(await vault.shred({ tenant: "wide", scope, ...by })).toMatchObject({
      records: 1,
      keys: 1,
      tenantKeys: 1,
    });
    const before = place.now;
    place.now = Date.UTC(2026, 11, 3);
    await store();
    const month = { kind: "epoch", month: "2026-12" } as const;
    expect(await vault.shred({ tenant: "wide", scope: month, ...by })).toMatchObject({
      records: 2,
    });
    expect(await place.count("wide")).toEqual({ records: 1, fields: 2, keys: 1 });
    const all = { kind: "tenant" } as const;
    expect(await vault.shred({ tenant: "wide", scope: all, ...by })).toMatchObject({
      records: 1,
      keys: 1,
      tenantKeys: 3,
    });
    expect(await place.count("wide")).toEqual({ records: 0, fields: 0, keys: 0 });
    vault.keysChanged();
    const token = await place.store(vault, "wide");
    expect(await place.read(vault, "wide", token, "card.pan")).toBe(NUMBER);
    place.now = before;
  });

  test("of a class and of a tenant goes on under load; who writes takes a new key, and what is written under it stays", async () => {
    const [writer, other] = [await place.open(), await place.open()];
    let running = true;
    const written: string[] = [];
    const write = async () => {
      while (running)
        await place.store(writer, "loaded").then(
          (token) => written.push(token),
          // As a capture does.
          (error: unknown) => {
            expect(error).toMatchObject({ code: "23503" });
            writer.keysChanged();
          },
        );
    };
    const writers = Promise.all(Array.from({ length: 8 }, write));
    for (let round = 0; round < 6; round++) {
      const before = written.length;
      await expect.poll(() => written.length).toBeGreaterThan(before + 8);
      const scope =
        round % 2 === 0
          ? ({ kind: "class", keyClass: "card" } as const)
          : ({ kind: "tenant" } as const);
      const [{ records }] = await Promise.all([
        vault.shred({ tenant: "loaded", scope, ...by }),
        other.rewrap(),
      ]);
      expect(records).toBeGreaterThan(0);
    }
    running = false;
    await writers;
    const { records, keys } = await place.count("loaded");
    expect(keys).toBe(records);
  });

  test("[CAP2] what is stored after the keys were destroyed is not dropped with the records", async () => {
    const old = await place.store(vault, "between");
    let late = "";
    let begun = false;
    const database: Database = {
      ...place.database,
      async withTenant(tenant, action) {
        const done = await place.database.withTenant(tenant, action);
        if (begun && late === "") late = await place.store(await place.open(), "between");
        return done;
      },
    };
    const root = await openRootFile(join(place.folder, "root.key"));
    const slow = await openVault({ database, audit: place.audit, root, now: () => place.now });
    begun = true;
    const scope = { kind: "class", keyClass: "card" } as const;
    expect(await slow.shred({ tenant: "between", scope, ...by })).toMatchObject({ records: 1 });
    expect(await place.read(vault, "between", late, "card.pan")).toBe(NUMBER);
    await expect(place.read(vault, "between", old, "card.pan")).rejects.toMatchObject(missing);
  });

  test("of more records than are dropped at once: one that another erases first ends nothing", async () => {
    const card = { tenant: "many", capture: "cap_1", tokenType: "reusable" as const };
    const kept = { schema: "card@1", policy: "p1", retentionDays: 30, metadata: {} };
    const fields = [{ name: "card.pan", class: "card.pan", bytes: Buffer.from(NUMBER) }];
    const row = async () =>
      (await vault.prepare({ ...card, ...kept, subject: "cust-1", fields })).row;
    const rows = await Promise.all(Array.from({ length: 1_200 }, row));
    await place.database.withTenant("many", (sql) => sql`select vault_put(${sql.json(rows)})`);
    const scope = { kind: "subject", subject: "cust-1" } as const;
    const shredding = await place.database.withTenant("many", async (sql) => {
      // Of the first thousand, whichever they are.
      await sql`delete from vault_record where tenant = 'many' and id in (
        select id from vault_record where tenant = 'many' limit 1)`;
      const shredded = vault.shred({ tenant: "many", scope, ...by });
      await expect
        .poll(
          async () => {
            const [waiting] = await sql<{ count: number }[]>`
            select count(*)::int from pg_locks where not granted and locktype = 'transactionid'`;
            return waiting?.count;
          },
          { timeout: 20_000 },
        )
        .toBe(1);
      return { shredded };
    });
    expect(await shredding.shredded).toMatchObject({ records: 1_199, keys: 1_200 });
    expect(await place.count("many")).toEqual({ records: 0, fields: 0, keys: 0 });
  });

  test("[12] a record whose key is gone is one that was erased, until it goes too: neither its fields nor its code open", async () => {
    const token = await place.store(vault, "keyless", { policy: "p4" });
    await place.store(vault, "keyless", { policy: "p4", tokenType: "pointer" });
    await place.asOwner("delete from vault_keys.dek where tenant = 'keyless'");
    for (const field of ["card.pan", "card.cvv"])
      await expect(place.read(vault, "keyless", token, field)).rejects.toMatchObject(missing);
    const read = { action: "read", field: null, result: "not_found" };
    expect((await place.acts("keyless")).slice(-2)).toMatchObject([read, read]);
    const { lines } = await vault.retention();
    expect(lines.filter(({ policy }) => policy === "p4")).toMatchObject([
      { records: 2, keyless: 1 },
    ]);
  });

  test("a text that is no token is not written down", async () => {
    await vault.shred({ tenant: "typed", scope: { kind: "record", token: NUMBER }, ...by });
    expect(await place.acts("typed")).toMatchObject([{ action: "shredded", subject: "-" }]);
  });
});

test("a person's export holds metadata and names of fields, no value, and goes on record", async () => {
  const token = await place.store(vault, "asks", { subject: "cust-9" });
  await place.store(vault, "asks", { subject: "cust-8" });
  const records = await vault.exportSubject({ tenant: "asks", subject: "cust-9", ...by });
  expect(records).toEqual([
    {
      token,
      tokenType: "reusable",
      class: "card",
      capture: "cap_1",
      schema: "card@1",
      policy: "p1",
      metadata: { display: "Visa •••• 1111" },
      fields: [
        { name: "card.holder", class: "card.holder" },
        { name: "card.pan", class: "card.pan" },
      ],
      madeAt: place.now,
      deleteAt: place.now + 30 * 24 * 3_600_000,
    },
  ]);
  expect(await place.acts("asks")).toContainEqual(
    expect.objectContaining({ action: "exported", subject: "subject:cust-9", reference: "dsr-7" }),
  );
});

test("[3.2.1] the retention report counts by class and policy what is kept, overdue and erased", async () => {
  const at = place.now;
  await place.store(vault, "kept", { policy: "p2", retentionDays: 1 });
  await place.store(vault, "kept", { policy: "p2", retentionDays: 9 });
  const day = 24 * 3_600_000;
  const of = async () => (await vault.retention()).lines.filter((line) => line.policy === "p2");
  const line = { class: "card", policy: "p2", oldest: at };
  const first = { ...line, records: 2, overdue: 0, keyless: 0, nextDeletion: at + day, erased: 0 };
  expect(await of()).toEqual([first]);
  place.now = at + day;
  expect(await of()).toEqual([{ ...first, overdue: 1 }]);
  await vault.sweep();
  const swept = {
    ...line,
    records: 1,
    overdue: 0,
    keyless: 0,
    nextDeletion: at + 9 * day,
    erased: 1,
  };
  expect(await of()).toEqual([swept]);
  place.now = at + 100 * day;
  await vault.sweep();
  const nothing = { records: 0, overdue: 0, keyless: 0, oldest: null, nextDeletion: null };
  expect(await of()).toEqual([{ ...line, ...nothing, erased: 1 }]);
  place.now = at;
});

test("[3.2.1] what two collectors see due at once is counted once", async () => {
  const at = place.now;
  for (let count = 0; count < 3; count++)
    await place.store(vault, "both", { policy: "p3", retentionDays: 1 });
  place.now = at + 24 * 3_600_000;
  let met = 0;
  // Each goes on once the other has seen what is due.
  const meeting: Database = {
    ...place.database,
    async acrossTenants(action) {
      const found = await place.database.acrossTenants(action);
      met += 1;
      await expect.poll(() => met).toBeGreaterThan(1);
      return found;
    },
  };
  const using = { database: meeting, audit: place.audit, now: place.now };
  await Promise.all([sweepRecords(using), sweepRecords(using)]);
  const lines = (await vault.retention()).lines.filter((line) => line.policy === "p3");
  expect(lines).toMatchObject([{ records: 0, erased: 3 }]);
  place.now = at;
});
