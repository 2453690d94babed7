import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Checkpoint,
  fromBase64,
  isConsistent,
  isProven,
  openCheckpoint,
  verifyLog,
} from "@aside/audit-log";
import { type Database, openDatabase } from "@aside/postgres";
import { sha256 } from "@aside/service";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type AuditKeys,
  auditMigrations,
  chainPending,
  checkLog,
  createAuditKey,
  createRecorder,
  exportLog,
  loadAuditKeys,
  newestCheckpoint,
  noteTools,
  proveEntries,
  type Recorder,
} from "../src/index.ts";

const SELDOM = { entries: 1_000_000, ms: 1e12 };
let folder = "";
let database: Database;
let keys: AuditKeys;
let recorder: Recorder;
const now = Date.UTC(2026, 10, 27);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-audit-"));
  // PostgreSQL's own user passes through it.
  await chmod(folder, 0o711);
  await createAuditKey(join(folder, "keys"));
  keys = await loadAuditKeys(join(folder, "keys"));
  recorder = createRecorder(keys);
  database = await open();
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe("an act", () => {
  test("[AUD1] is chained once its transaction has committed, and never where that was rolled back", async () => {
    await record("acts", 2);
    await database
      .withTenant("acts", async (sql) => {
        await recorder.record(sql, request("acts"));
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    await record("acts", 1);
    expect(await chain("acts", null)).toEqual({ entries: 3, forged: 0, checkpoint: 3 });
    expect(await chain("acts", null)).toEqual({ entries: 0, forged: 0, checkpoint: null });
    expect(await verify("acts")).toMatchObject({ ok: true, size: 3, covered: 3 });
  });

  test("[AUD1] that names something by what is no id is refused, and what it was for with it", async () => {
    const subject = "4111 1111 1111 1111";
    for (const bad of [{ subject }, { reference: "" }, { action: "Read!" }, { actor: "ünknown" }]) {
      expect(() => recorder.cover({ ...request("acts"), ...bad })).toThrow(
        expect.objectContaining({
          code: "act_invalid",
          message: expect.not.stringContaining("4111"),
        }),
      );
    }
  });

  test("[34] written or changed by another hand before it was chained is chained as forged", async () => {
    await record("hands", 2);
    await asOwner(
      (sql) => sql`
      update audit_pending set actor = 'nobody' where tenant = 'hands' and place = (
        select min(place) from audit_pending where tenant = 'hands')`,
    );
    expect(await chain("hands", null)).toEqual({ entries: 2, forged: 1, checkpoint: 2 });
    const lines: string[] = [];
    for await (const line of exportLog(database, "hands")) lines.push(line);
    expect(lines[1]).toContain('"action":"audit.forged"');
    expect(lines.join("")).not.toContain("nobody");
  });

  test("[34] put in a second time is chained as forged", async () => {
    await record("twice", 1);
    await asOwner(async (sql) => {
      await sql`create temp table kept as select * from audit_pending where tenant = 'twice'`;
      await chain("twice", null);
      await sql`insert into audit_pending overriding system value select * from kept`;
    });
    expect(await chain("twice", null)).toEqual({ entries: 1, forged: 1, checkpoint: 2 });
  });

  test("[34] [40] a clock that was put back by an hour delays no checkpoint", async () => {
    const minute = { entries: 1_000, ms: 60_000 };
    await record("clock", 1);
    expect(await chain("clock", minute)).toMatchObject({ checkpoint: 1 });
    await record("clock", 1);
    expect(await chain("clock", minute, now - 30_000)).toMatchObject({ checkpoint: null });
    expect(await chain("clock", minute, now - 3_600_000)).toMatchObject({ checkpoint: 2 });
  });

  test("[AUD1] of several processes that chain at once each is chained once, in one chain", async () => {
    await record("many", 40);
    const during = record("many", 40);
    const rounds = Array.from({ length: 8 }, () => chain("many", { entries: 10, ms: 1e12 }));
    await Promise.all([during, ...rounds]);
    await chain("many", null);
    expect(await verify("many")).toMatchObject({ ok: true, size: 80, covered: 80 });
  });

  test("[34] the application's own role can change nothing that was chained", async () => {
    await record("fixed", 1);
    await chain("fixed", null);
    for (const change of [
      "update audit_entry set actor = 'x'",
      "delete from audit_entry",
      "delete from audit_checkpoint",
      "truncate audit_node",
    ]) {
      const done = database.withTenant("fixed", (sql) => sql.unsafe(change));
      await expect(done).rejects.toMatchObject({ code: "42501" });
    }
  });
});

describe("a checkpoint", () => {
  test("[AUD1] is due after so many entries or so long, and proves itself to be of the same log", async () => {
    await record("steps", 300);
    expect(await chain("steps", SELDOM)).toMatchObject({ entries: 300, checkpoint: 300 });
    const first = await newest("steps", 0);
    await record("steps", 700);
    expect(await chain("steps", { entries: 701, ms: 1e12 })).toMatchObject({ checkpoint: null });
    expect(await chain("steps", { entries: 700, ms: 1e12 })).toMatchObject({ checkpoint: 1_000 });
    const second = await newest("steps", 300);
    expect(isConsistent(first.at, second.at, second.proof, sha256)).toBe(true);
    expect(isConsistent({ ...first.at, size: 299 }, second.at, second.proof, sha256)).toBe(false);
  });

  test("[AUD1] proves one entry without showing another", async () => {
    const { at } = await newest("steps", 0);
    const [proven] = await database.withTenant("steps", (sql) =>
      proveEntries(sql, "steps", at.size, { about: ["tok_517"] }),
    );
    if (proven === undefined) throw new Error("none");
    expect(proven.entry).toMatchObject({ number: 818, subject: "tok_517" });
    expect(JSON.stringify(proven)).not.toContain("tok_516");
    expect(isProven(proven, at, sha256)).toBe(true);
    const changed = { ...proven, entry: { ...proven.entry, actor: "somebody" } };
    expect(isProven(changed, at, sha256)).toBe(false);
    expect(isProven(proven, { ...at, tenant: "other" }, sha256)).toBe(false);
  });
});

describe("a database that was touched", () => {
  test("[34] a changed, a deleted and a cut off entry are found in the database and in its export", async () => {
    const note = await prepare("touched");
    const attempts: [string, string | null, string][] = [
      [
        "update audit_entry set actor = 'nobody' where tenant = 'touched' and number = 2",
        null,
        "wrong_hash",
      ],
      [
        "delete from audit_entry where tenant = 'touched' and number = 2",
        "differs",
        "wrong_number",
      ],
      ["delete from audit_entry where tenant = 'touched' and number >= 4", "short", "log_short"],
      [
        "update audit_entry set actor = 'nobody' where tenant = 'touched' and number = 6",
        "broken",
        "wrong_hash",
      ],
    ];
    for (const [statement, fault, problem] of attempts) {
      await asOwner(async (sql) => {
        await sql`create temp table kept as select * from audit_entry where tenant = 'touched'`;
        await sql.unsafe(`set session_replication_role = replica; ${statement}`);
        expect(await check("touched", [])).toBe(fault);
        expect(await verify("touched", [note])).toMatchObject({ ok: false, problem });
        await sql`delete from audit_entry where tenant = 'touched'`;
        await sql`insert into audit_entry select * from kept`;
      });
    }
    expect(await check("touched", [note])).toBeNull();
  });

  test("[31] put back as it was before: found by a checkpoint kept elsewhere", async () => {
    await record("older", 3);
    await chain("older", null);
    const cluster = join(folder, "db", "postgres");
    await database.close();
    execFileSync("cp", ["-a", cluster, `${cluster}.old`]);
    database = await open();
    await record("older", 3);
    await chain("older", null);
    const { note } = await newest("older", 0);
    expect(await check("older", [note])).toBeNull();
    await database.close();
    await rm(cluster, { recursive: true });
    execFileSync("cp", ["-a", `${cluster}.old`, cluster]);
    database = await open();
    expect(await check("older", [])).toBeNull();
    expect(await check("older", [note])).toBe("short");
    await record("older", 5);
    await chain("older", null);
    expect(await check("older", [note])).toBe("differs");
  });
});

async function prepare(tenant: string): Promise<string> {
  await record(tenant, 5);
  await chain(tenant, null);
  const { note } = await newest(tenant, 0);
  await record(tenant, 1);
  await chain(tenant, SELDOM);
  return note;
}

function open(): Promise<Database> {
  return openDatabase({
    name: "audit",
    dataDir: join(folder, "db"),
    migrations: [auditMigrations],
  });
}

function request(tenant: string, index = 0) {
  return {
    tenant,
    at: now,
    actor: "collector",
    action: "read",
    subject: `tok_${index}`,
    field: "card.pan",
    purpose: "forward",
    reference: "fwd_1",
    result: "done",
  } as const;
}

async function record(tenant: string, count: number): Promise<void> {
  await database.withTenant(tenant, (sql) =>
    recorder.record(sql, ...Array.from({ length: count }, (_, index) => request(tenant, index))),
  );
}

function chain(tenant: string, rule: { entries: number; ms: number } | null, at = now) {
  return chainPending(tenant, { database, keys, now: at, rule });
}

function check(tenant: string, notes: string[]) {
  return checkLog(tenant, notes, { database, tools: noteTools(keys.publicKeys) });
}

function verify(tenant: string, notes: string[] = []) {
  return verifyLog(exportLog(database, tenant), notes, noteTools(keys.publicKeys));
}

async function newest(tenant: string, after: number) {
  const letter = await newestCheckpoint(database, tenant, after);
  const at: Checkpoint | null = letter && openCheckpoint(letter.note, noteTools(keys.publicKeys));
  if (letter === null || at === null) throw new Error("no checkpoint");
  const proof = letter.proof.map((hash) => fromBase64(hash) ?? new Uint8Array());
  return { note: letter.note, at, proof };
}

async function asOwner(action: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const socket = join(folder, "db", "postgres-socket");
  const options = { host: socket, path: join(socket, ".s.PGSQL.5432"), username: "aside_owner" };
  const sql = postgres({ ...options, database: "audit", max: 1, onnotice: () => undefined });
  try {
    await action(sql);
  } finally {
    await sql.end();
  }
}
