import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  auditMigrations,
  createAuditKey,
  createRecorder,
  loadAuditKeys,
  noteTools,
} from "@aside/audit";
import { openCheckpoint } from "@aside/audit-log";
import { type Database, openDatabase } from "@aside/postgres";
import type { WitnessReply } from "@aside/protocol";
import { createLog } from "@aside/service";
import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditCommand } from "../commands/audit.ts";
import { collectorEvents } from "../events.ts";
import { createCollectorMetrics } from "../metrics.ts";
import { type Audit, openAudit } from "./open-audit.ts";
import type { TellWitness } from "./tell-witness.ts";

let folder = "";
let database: Database;
let lines: string[] = [];
let held: { size: number; note: string } | null = null;
let away = false;
/** How often the witness was told or asked, and how many of these it misses. */
let calls = 0;
let misses = 0;
let callsAtFirstLine = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-open-audit-"));
  // PostgreSQL's own user passes through it.
  await chmod(folder, 0o711);
  await createAuditKey(join(folder, "keys"));
  database = await openLogs();
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe("the collector's audit log", () => {
  test("[AUD1] is signed for at the end, and the witness is told, also one that was away", async () => {
    away = true;
    const first = await open();
    await record(first, 3);
    await first.stop();
    expect(held).toBeNull();
    away = false;
    const second = await open();
    await expect.poll(() => held?.size, { timeout: 20_000 }).toBe(3);
    await record(second, 2);
    await second.stop();
    expect(held).toMatchObject({ size: 5 });
    expect(lines.filter((line) => line.includes("audit log differs"))).toEqual([]);
  });

  test("[34] says that a witness stays away, and nothing of one that comes while it may still be starting", async () => {
    const silence = () => lines.every((line) => !line.includes("witness not told"));
    [lines, calls, misses] = [[], 0, 4];
    const short = await open();
    await expect.poll(() => calls, { timeout: 20_000 }).toBeGreaterThan(misses);
    await short.stop();
    expect(silence()).toBe(true);

    [calls, misses] = [0, Infinity];
    const long = await open();
    await expect.poll(silence, { timeout: 20_000 }).toBe(false);
    await long.stop();
    misses = 0;
    // As it started, and at four retries: the fourth is said.
    expect(callsAtFirstLine).toBe(5);

    lines = [];
    const last = await open();
    await record(last, 1);
    away = true;
    await last.stop();
    away = false;
    expect(silence()).toBe(false);
  });

  test("[31] says that the witness was put back, and tells it anew", async () => {
    const kept = held;
    const before = await open();
    await record(before, 1);
    await before.stop();
    expect(lines.join("")).not.toContain("witness holds less");
    const { size } = z.object({ size: z.number() }).parse(held);
    held = kept;
    lines = [];
    const after = await open();
    await expect.poll(() => held?.size, { timeout: 20_000 }).toBe(size);
    await after.stop();
    expect(lines.join("")).toContain('"witness holds less"');
    expect(lines.join("")).not.toContain("audit log differs");
  });

  test("[31] [34] an older database that was put back is noticed at the start: by the folder alone, by the witness alone; nothing is opened", async () => {
    const cluster = join(folder, "db", "postgres");
    await database.close();
    execFileSync("cp", ["-a", cluster, `${cluster}.old`]);
    database = await openLogs();
    const before = await open();
    await record(before, 4);
    await before.stop();
    expect(held).toMatchObject({ size: 11 });
    await database.close();
    await rm(cluster, { recursive: true });
    execFileSync("cp", ["-a", `${cluster}.old`, cluster]);
    database = await openLogs();

    for (const kept of ["folder", "witness"] as const) {
      lines = [];
      away = kept === "folder";
      const audit = await open(kept === "folder" ? "checkpoints" : "elsewhere");
      expect(() => audit.guard.assertAllHold()).toThrow("an audit log differs");
      expect(lines.join("")).toContain('"fault":"short"');
      await expect(record(audit, 1)).rejects.toMatchObject({ code: "log_differs" });
      await record(audit, 1, "stored");
      away = true;
      await audit.stop();
    }

    // By a witness that was not there at the start, as it comes back, though nothing new is to be told.
    lines = [];
    const later = await open("nowhere");
    later.guard.assertAllHold();
    away = false;
    await expect.poll(() => lines.join(""), { timeout: 20_000 }).toContain('"fault":"short"');
    await expect(record(later, 1)).rejects.toMatchObject({ code: "log_differs" });
    away = true;
    await later.stop();

    // An operator decides that it goes on from here: an entry, and values open again.
    const keys = await loadAuditKeys(join(folder, "keys"));
    const auditFolder = join(folder, "checkpoints");
    const recorder = createRecorder(keys);
    const desk = { database, audit: recorder, keys, auditFolder, formFolder: null, now: Date.now };
    expect(await auditCommand(desk, ["accept", "demo"])).toContain("gateway audit accept demo");
    lines = [];
    const accepted = await open();
    accepted.guard.assertAllHold();
    await record(accepted, 1);
    await accepted.stop();
    expect(lines.filter((line) => line.includes("audit log differs"))).toEqual([]);
    const [entry] = await database.withTenant(
      "demo",
      (sql) => sql`select actor, result from audit_entry where action = 'audit.accepted'`,
    );
    expect(entry).toEqual({ actor: "operator", result: "done" });
  });
});

function openLogs(): Promise<Database> {
  return openDatabase({
    name: "collector",
    dataDir: join(folder, "db"),
    migrations: [auditMigrations],
  });
}

async function open(auditFolder = "checkpoints"): Promise<Audit> {
  return await openAudit({
    database,
    settings: {
      auditKeys: join(folder, "keys"),
      auditFolder: join(folder, auditFolder),
      auditEntries: 1_000,
      auditSeconds: 3_600,
    },
    tell,
    now: Date.now,
    log: createLog({
      name: "collector",
      level: "debug",
      events: collectorEvents,
      destination: { write: keep },
    }),
    metrics: createCollectorMetrics(),
    retryMs: 20,
  });
}

function keep(line: string): void {
  if (line.includes("witness not told") && !lines.some((one) => one.includes("witness not told")))
    callsAtFirstLine = calls;
  lines.push(line);
}

/** Holds the longest that it is told; what makes one that looks closer is tested where it lives. */
const tell: TellWitness = async ({ note, after }): Promise<WitnessReply> => {
  calls += 1;
  if (away || calls <= misses) throw new Error("away");
  if (note === null) return { verdict: "held", held };
  const { publicKeys } = await loadAuditKeys(join(folder, "keys"));
  const size = openCheckpoint(note, noteTools(publicKeys))?.size ?? 0;
  if (held !== null && (size < held.size || after !== held.size)) {
    return { verdict: size === held.size ? "held" : "stale", held };
  }
  held = { size, note };
  return { verdict: "held", held };
};

async function record(audit: Audit, count: number, action = "read"): Promise<void> {
  const act = {
    tenant: "demo",
    at: Date.now(),
    actor: "collector",
    action,
    subject: "tok_1",
    field: null,
    purpose: "test",
    reference: "x",
    result: "done",
  } as const;
  await database.withTenant("demo", (sql) =>
    audit.recorder.record(sql, ...Array.from({ length: count }, () => act)),
  );
}
