import { join } from "node:path";
import type { Database } from "@aside/postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { NUMBER, openPlace, type Place } from "../test/place.ts";
import { createRootFile, openRootFile } from "./root/file-root.ts";
import { openVault, type Vault } from "./vault.ts";

const MINUTE = 60_000;
const by = { actor: "operator", reference: "chg-1" };
let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

describe("rotation of a tenant's keys", () => {
  test("[3.7.4] under load: no read and no write fails, every record's key comes under the newest, the old key is destroyed", async () => {
    const [one, two] = [await place.open(), await place.open()];
    const tokens = await Promise.all(Array.from({ length: 40 }, () => place.store(one, "busy")));
    const fields = await sealedFields("busy", tokens);
    const load = startLoad([one, two], "busy", tokens);
    for (let round = 0; round < 3; round += 1) {
      await one.renewKeys({ tenant: "busy", ...by });
      await Promise.all([one.rewrap(), two.rewrap()]);
      place.now += 3 * MINUTE;
      await two.rewrap();
      await load.passed(20);
    }
    const { reads, writes } = await load.stop();
    expect(reads).toBeGreaterThan(20);
    expect(writes).toBeGreaterThan(20);
    place.now += 3 * MINUTE;
    await two.rewrap();
    expect(await keyCounts("busy")).toEqual({ keks: 1, used: 1 });
    const fresh = await place.open();
    for (const token of tokens)
      expect(await place.read(fresh, "busy", token, "card.pan")).toBe(NUMBER);
    expect(await sealedFields("busy", tokens)).toEqual(fields);
    const acts = await actsOf("busy");
    const made = acts.filter((action) => action === "key.made").length;
    expect(made).toBeGreaterThan(3);
    expect(acts.filter((action) => action === "key.destroyed")).toHaveLength(made - 1);
    expect(acts.filter((action) => action === "key.rotated")).toHaveLength(3);
  });

  test("ended after any number of statements it leaves every record readable, and goes on where it was", async () => {
    const vault = await place.open();
    const tokens = await Promise.all(Array.from({ length: 6 }, () => place.store(vault, "cut")));
    for (const steps of [1, 2, 3, 4, 5]) {
      const dying = await open({ database: dyingAfter(place.database, steps) }).catch(() => null);
      await dying?.renewKeys({ tenant: "cut", ...by }).catch(() => null);
      await dying?.rewrap().catch(() => null);
      const reader = await place.open();
      for (const token of tokens)
        expect(await place.read(reader, "cut", token, "card.pan")).toBe(NUMBER);
    }
    place.now += 3 * MINUTE;
    await vault.rewrap();
    expect(await keyCounts("cut")).toEqual({ keks: 1, used: 1 });
  });

  test("a writer that still holds a destroyed key is refused, and prepares again under the newest", async () => {
    const [slow, other] = [await place.open(), await place.open()];
    await place.store(slow, "late");
    await other.renewKeys({ tenant: "late", ...by });
    const held = place.now;
    place.now += 3 * MINUTE;
    await other.rewrap();
    place.now = held;
    await expect(place.store(slow, "late")).rejects.toMatchObject({ code: "23503" });
    slow.keysChanged();
    const token = await place.store(slow, "late");
    expect(await place.read(other, "late", token, "card.pan")).toBe(NUMBER);
  });

  test("a new month begins a new key", async () => {
    const vault = await place.open();
    await place.store(vault, "monthly");
    const before = place.now;
    place.now = Date.UTC(2027, 0, 2);
    await place.store(vault, "monthly", { retentionDays: 400 });
    expect(await keyCounts("monthly")).toEqual({ keks: 2, used: 2 });
    place.now = before;
  });
});

test("[AUD1] a capture key that is made and one that is destroyed are on record, by whom", async () => {
  const vault = await place.open();
  const before = (await place.acts("_collector")).length;
  const [old, other] = [vault.captureKeys.current("xc20p"), vault.captureKeys.current("a256gcm")];
  await vault.captureKeys.rotate(by);
  place.now += 3 * 60 * MINUTE;
  await vault.captureKeys.maintain();
  const about = { field: null, purpose: "rotation", result: "done" };
  const made = { ...about, ...by, action: "key.made" };
  const gone = { ...about, actor: "collector", reference: "schedule", action: "key.destroyed" };
  const now = (suite: "xc20p" | "a256gcm") => vault.captureKeys.current(suite)?.kid;
  expect((await place.acts("_collector")).slice(before)).toEqual([
    { ...made, subject: now("xc20p") },
    { ...made, subject: now("a256gcm") },
    { ...gone, subject: old?.kid },
    { ...gone, subject: other?.kid },
  ]);
});

describe("rotation of the root", () => {
  test("[3.7.4] to another root, under load: no read and no write fails, and the old root is not needed after", async () => {
    const next = join(place.folder, "next.key");
    await createRootFile(next);
    const both = async () => await open({ next: await openRootFile(next) });
    const [one, two] = [await both(), await both()];
    const tokens = await Promise.all(Array.from({ length: 20 }, () => place.store(one, "rooted")));
    const load = startLoad([one, two], "rooted", tokens);
    await load.passed(10);
    expect(await one.rotateRoot(by)).toBeGreaterThan(3);
    await load.passed(10);
    await two.sweep();
    await load.stop();
    await one.sweep();
    const root = await openRootFile(next);
    const fresh = await openVault({ ...place, root, now: () => place.now });
    for (const token of tokens)
      expect(await place.read(fresh, "rooted", token, "card.pan")).toBe(NUMBER);
    const kid = one.captureKeys.current("xc20p")?.kid ?? "";
    expect(await fresh.captureKeys.find(kid)).not.toBeNull();
    await expect(place.open()).rejects.toMatchObject({ code: "wrong_root" });
    await expect(fresh.rotateRoot(by)).rejects.toMatchObject({ code: "nothing_to_rotate_to" });
  });

  test("ended in the middle both roots are needed; begun again it is done", async () => {
    const [from, to] = [join(place.folder, "next.key"), join(place.folder, "third.key")];
    await createRootFile(to);
    const roots = async () => ({ root: await openRootFile(from), next: await openRootFile(to) });
    const dying = await openVault({
      ...place,
      database: dyingAfter(place.database, 14),
      ...(await roots()),
      now: () => place.now,
    });
    await expect(dying.rotateRoot(by)).rejects.toThrow("died");
    const alone = { ...place, root: await openRootFile(to), now: () => place.now };
    await expect(openVault(alone)).rejects.toMatchObject({ code: "wrong_root" });
    const again = await openVault({ ...place, ...(await roots()), now: () => place.now });
    const token = await place.store(again, "middle");
    await again.sweep();
    const fresh = await openVault({ ...alone, root: await openRootFile(to) });
    expect(await place.read(fresh, "middle", token, "card.pan")).toBe(NUMBER);
  });
});

async function open(more: Partial<Parameters<typeof openVault>[0]>): Promise<Vault> {
  const root = await openRootFile(join(place.folder, "root.key"));
  return await openVault({ ...place, root, now: () => place.now, ...more });
}

/** Reads and writes on all vaults until it is stopped; one that fails fails the test. */
function startLoad(vaults: readonly Vault[], tenant: string, tokens: readonly string[]) {
  let [running, reads, writes] = [true, 0, 0];
  const workers = vaults.map(async (vault) => {
    while (running) {
      const token = tokens[reads % tokens.length] ?? "";
      if ((await place.read(vault, tenant, token, "card.pan")) !== NUMBER) throw new Error("wrong");
      reads += 1;
      await place.store(vault, tenant);
      writes += 1;
    }
  });
  return {
    /** Resolves once so many more have gone through, rejects where one failed. */
    async passed(count: number) {
      const goal = writes + count;
      const failed = Promise.all(workers);
      while (writes < goal) await Promise.race([failed, place.database.check()]);
    },
    async stop() {
      running = false;
      await Promise.all(workers);
      return { reads, writes };
    },
  };
}

/** A database whose connection is gone after so many transactions, as of a process that was killed. */
function dyingAfter(database: Database, transactions: number): Database {
  let left = transactions;
  const alive = () => {
    left -= 1;
    if (left < 0) throw new Error("died");
  };
  return {
    ...database,
    withTenant: async (tenant, action) => (alive(), await database.withTenant(tenant, action)),
    acrossTenants: async (action) => (alive(), await database.acrossTenants(action)),
    withoutTenant: async (action) => (alive(), await database.withoutTenant(action)),
  };
}

async function actsOf(tenant: string): Promise<string[]> {
  const acts = z.array(z.looseObject({ action: z.string() })).parse(await place.acts(tenant));
  return acts.map(({ action }) => action);
}

async function keyCounts(tenant: string) {
  const [row] = await place.database.withTenant(
    tenant,
    (sql) => sql`select (select count(*)::int from vault_keys.kek) as keks,
      (select count(distinct epoch)::int from vault_keys.dek) as used`,
  );
  return row;
}

/** Fields as they lie in the database. */
async function sealedFields(tenant: string, tokens: readonly string[]) {
  const rows = await place.database.withTenant(
    tenant,
    (sql) => sql<{ sealed: Uint8Array }[]>`
      select f.sealed from vault_field f join vault_record r on r.tenant = f.tenant and r.id = f.record
      where r.token = any(${[...tokens]}) order by r.id, f.name`,
  );
  return rows.map((row) => Buffer.from(row.sealed).toString("hex"));
}
