import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database, type Sql } from "@aside/postgres";
import { codeOf } from "@aside/service";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { append, insert } from "./append-batch.ts";
import { explain, explainAppend } from "../test/explain.ts";
import { createCommitted } from "./committed.ts";
import { hintChannel } from "./append-statement.ts";
import { createJournal } from "./create-journal.ts";
import { parseHints } from "./follow.ts";
import { journalContract } from "./journal-contract.ts";
import { retractionContract } from "./retraction-contract.ts";
import { webhookContract } from "./webhook-contract.ts";
import type { Entry, Journal } from "./journal.ts";
import { journalMigrations } from "./migrations.ts";
import { tails } from "./read.ts";
import { storable } from "./storable.ts";

let dataDir = "";
let database: Database;
let journal: Journal;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aside-journal-"));
  database = await open();
  journal = createJournal(database);
});

afterAll(async () => {
  await journal.close();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

function open(): Promise<Database> {
  return openDatabase({
    name: "gateway",
    dataDir,
    migrations: [journalMigrations],
    connections: 6,
  });
}

function newEntries(count: number, name = randomBytes(6).toString("hex")): Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    tenant: `t-${name}-${index % 7}`,
    conversation: `${name}-${String(index).padStart(4, "0")}`,
    seq: 1,
    at: 1,
    event: index,
    index: phase,
  }));
}

const phase = { phase: "open", agent: null, dueAt: null, summary: null };

journalContract("PostgreSQL", () => journal);
retractionContract("PostgreSQL", () => journal);
webhookContract("PostgreSQL", () => journal);

describe("the traps", () => {
  test("two nodes with overlapping batches in opposite order do not deadlock", async () => {
    const nodes = [createJournal(database), createJournal(database)];
    for (let round = 0; round < 15; round += 1) {
      const entries = newEntries(200);
      const orders = [entries, entries.toReversed()];
      const verdicts = await Promise.all(
        nodes.flatMap((node, index) => (orders[index] ?? []).map((entry) => node.append(entry))),
      );
      expect(verdicts.filter((verdict) => verdict === "appended")).toHaveLength(200);
    }
  });

  test("the statement itself locks in one order: no batch of two transactions is ever a victim", async () => {
    const failures: string[] = [];
    for (let round = 0; round < 15; round += 1) {
      const entries = newEntries(150);
      const runs = [entries, entries.toReversed()].map((batch) =>
        insert(database, createCommitted(), batch.map(storable)).catch((error: unknown) =>
          failures.push(codeOf(error)),
        ),
      );
      await Promise.all(runs);
    }
    expect(failures).toEqual([]);
  });

  test("tails are read, and predecessors looked up, through the index however large the log and stale its statistics", async () => {
    const tenant = "t-plan";
    await database.withTenant(
      tenant,
      (sql) => sql`
        insert into journal (tenant, conversation, seq, at, event)
        select ${tenant}, 'c' || c, s, 1, '{"text":"x"}' from generate_series(1, 1000) c, generate_series(1, 50) s`,
    );
    const positions = Array.from({ length: 200 }, (_, index) => ({
      tenant,
      conversation: `c${index}`,
      after: 45,
    }));
    const plan = await database.withTenant(tenant, (sql) =>
      explain(sql, (explained) => tails(explained, positions, 10)),
    );
    expect(plan).toMatch(/Index Scan using journal_pkey/);
    expect(plan).not.toMatch(/Seq Scan/);
    const inserting = await database.withTenant(tenant, (sql) => explainAppend(sql, positions));
    expect(inserting).toMatch(/Index (Only )?Scan using journal_pkey on journal p/);
    expect(inserting).not.toMatch(/Seq Scan/);
  });

  test("hints carry keys, never a body, in payloads below 8,000 bytes", async () => {
    const payloads: string[] = [];
    let begun: () => void = () => undefined;
    const listening = new Promise<void>((resolve) => (begun = resolve));
    const listener = await database.listen(
      hintChannel,
      (payload) => void payloads.push(payload),
      begun,
    );
    await listening;
    const name = randomBytes(20).toString("hex");
    const entries = newEntries(200, name).map((entry) => ({
      ...entry,
      tenant: entry.tenant.padEnd(64, "x"),
      conversation: entry.conversation.padEnd(64, "y"),
      event: { text: "4111111111111111".repeat(100) },
    }));
    await Promise.all(entries.map((entry) => journal.append(entry)));
    const hints = () => payloads.filter((payload) => payload.includes(name)).flatMap(parseHints);
    await expect.poll(() => hints().length, { timeout: 10_000 }).toBe(200);
    expect(hints().toSorted((a, b) => (a.conversation < b.conversation ? -1 : 1))).toEqual(
      entries.map(({ tenant, conversation, seq }) => ({ tenant, conversation, seq })),
    );
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8000);
    expect(payloads.join()).not.toMatch(/4111[ -]?1111/);
    await listener.stop();
  });

  test("a payload of somebody else on the channel is dropped", () => {
    fc.assert(fc.property(fc.string(), (text) => parseHints(text).every((hint) => hint.seq > 0)));
    expect(parseHints("t c 3\nt c\nt c x\nt c 4 5\n\nt d 0\nt e 7")).toEqual([
      { tenant: "t", conversation: "c", seq: 3 },
      { tenant: "t", conversation: "e", seq: 7 },
    ]);
  });
});

test("of a batch in which one is stale and one known, the others are added, listed and hinted, and nothing of these two", async () => {
  const heard: string[] = [];
  const following = await journal.follow(
    (hints) => void heard.push(...hints.map(({ conversation, seq }) => `${conversation} ${seq}`)),
    () => undefined,
  );
  const [stale, known, fresh, last] = newEntries(4);
  if (!stale || !known || !fresh || !last) throw new Error("no entries");
  await Promise.all([stale, { ...known, clientId: "m1" }].map((entry) => journal.append(entry)));
  const later = { at: 2, announce: true };
  const verdicts = await Promise.all([
    journal.append({ ...stale, ...later, index: { ...phase, phase: "closed" } }),
    journal.append({ ...fresh, ...later }),
    journal.append({ ...known, ...later, seq: 2, clientId: "m1" }),
  ]);
  expect(verdicts).toEqual(["stale", "appended", "duplicate"]);
  await journal.append(last);
  await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe(`${last.conversation} 1`);
  await following.stop();
  expect(heard.toSorted()).toEqual(
    [stale, known, fresh, last].map(({ conversation }) => `${conversation} 1`).toSorted(),
  );
  const rows = await Promise.all([stale, known, fresh].map((entry) => journal.get(entry)));
  expect(rows.map((row) => `${row?.phase} ${row?.lastSeq}`)).toEqual([
    "open 1",
    "open 1",
    "open 1",
  ]);
  const jobs = await journal.webhooks.claimDue({ now: 3, limit: 500, leaseMs: 1 });
  const ours = new Set([stale, known, fresh].map(({ conversation }) => conversation));
  expect(jobs.map((job) => job.conversation).filter((name) => ours.has(name))).toEqual([
    fresh.conversation,
  ]);
});

test("[TEN1] no row of the journal is seen by another tenant, changed or removed by anybody", async () => {
  const [entry] = newEntries(1);
  if (entry === undefined) throw new Error("no entry");
  await journal.append({ ...entry, announce: true });
  const other = await database.withTenant("t-other", (sql) => counts(sql, entry.conversation));
  const left = () => database.withTenant(entry.tenant, (sql) => counts(sql, entry.conversation));
  expect([other, await left()]).toEqual([
    [0, 0, 0],
    [1, 1, 1],
  ]);
  expect(await journal.append({ ...entry, tenant: "t-other" })).toBe("appended");
  const smuggled = [storable({ ...entry, conversation: "smuggled" })];
  const asOther = database.once((sql) => append(sql, "t-other", createCommitted(), smuggled));
  await expect(asOther).rejects.toMatchObject({ code: "42501" });
  const changes = [
    "update journal set event = '1'",
    "delete from journal",
    "truncate journal",
    "delete from conversation",
  ];
  const within = await Promise.all(
    [...changes, "delete from webhook_outbox"].map((change) =>
      database.withTenant(entry.tenant, (sql) => sql.unsafe(change)).then(String, codeOf),
    ),
  );
  const across = await Promise.all(
    [...changes, "select event from journal", "select summary from conversation"].map((statement) =>
      database.acrossTenants((sql) => sql.unsafe(statement)).then(String, codeOf),
    ),
  );
  expect([...within, ...across]).toEqual([...within, ...across].map(() => "42501"));
  await database.acrossTenants((sql) => sql`delete from webhook_outbox`);
  expect(await left()).toEqual([1, 1, 1]);
});

test("[CAP2] two nodes on one conversation lose nothing and leave no gap", async () => {
  const second = await open();
  const nodes = [createJournal(database), createJournal(second)];
  const key = { tenant: "t-two", conversation: randomBytes(6).toString("hex") };
  const write = async (node: Journal, name: string, count: number) => {
    let last = 0;
    let conflicts = 0;
    for (let done = 0; done < count;) {
      const verdict = await node.append({
        ...key,
        seq: last + 1,
        at: 1,
        clientId: `${name}${done}`,
        event: `${name}${done}`,
      });
      if (verdict === "appended") done += 1;
      else conflicts += 1;
      last =
        verdict === "appended"
          ? last + 1
          : ((await node.read({ ...key, after: last })).at(-1)?.seq ?? last);
    }
    return conflicts;
  };
  const conflicts = await Promise.all(nodes.map((node, index) => write(node, `n${index}-`, 150)));
  const rows = await journal.read({ ...key, after: 0 });
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  const names = ["n0-", "n1-"].flatMap((name) =>
    Array.from({ length: 150 }, (_, index) => `${name}${index}`),
  );
  expect(rows.map((row) => String(row.event)).toSorted()).toEqual(names.toSorted());
  expect(conflicts[0] ?? 0).toBeGreaterThan(0);
  await Promise.all(nodes.map((node) => node.close()));
  await second.close();
});

test("[CAP2] that an entry follows is taken from nobody but who knows it of the very session, so a server that took over leaves no gap", async () => {
  const [entry] = newEntries(1);
  if (entry === undefined) throw new Error("no entry");
  const committed = createCommitted();
  expect([...(await insert(database, committed, [storable(entry)]))]).toEqual([]);
  const [lost] = newEntries(1);
  if (lost === undefined) throw new Error("no entry");
  const known = [entry, { ...lost, seq: 4 }].map(({ tenant, conversation, seq }) => ({
    tenant,
    conversation,
    seq,
  }));
  const elsewhere = createCommitted();
  elsewhere.note("a session of the server before", known);
  const next = [storable({ ...entry, seq: 2 }), storable({ ...lost, seq: 5 })];
  expect([...(await insert(database, elsewhere, next))]).toEqual([1]);
  expect(elsewhere.session()).toBe(committed.session());
  expect(next.map((one) => elsewhere.precedes({ ...one, seq: one.seq + 1 }))).toEqual([
    true,
    false,
  ]);
  expect([...(await insert(database, elsewhere, [storable({ ...lost, seq: 5 })]))]).toEqual([0]);
});

test("[CAP2] an append whose outcome is unknown says so, and its retry tells", async () => {
  const second = await open();
  const node = createJournal(second);
  const [entry] = newEntries(1);
  if (entry === undefined) throw new Error("no entry");
  const named = { ...entry, clientId: "m1" };
  expect(await node.append(named)).toBe("appended");
  await second.close();
  await expect(node.append(named)).rejects.toMatchObject({ code: "unavailable", who: "operator" });
  expect(await journal.append(named)).toBe("duplicate");
});

async function counts(sql: Sql, conversation: string): Promise<unknown[]> {
  const [row] = await sql<{ counts: number[] }[]>`
    select array[(select count(*) from journal where conversation = ${conversation}),
      (select count(*) from conversation where id = ${conversation}),
      (select count(*) from webhook_outbox where conversation = ${conversation})]::int[] as counts`;
  return row?.counts ?? [];
}
