import { cp, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  chainPending,
  createRecorder,
  loadAuditKeys,
  newestCheckpoint,
  type Recorder,
} from "@aside/audit";
import { type Database, openDatabase } from "@aside/postgres";
import type { WitnessReply } from "@aside/protocol";
import { createLog, silentLog } from "@aside/service";
import { createRootFile, type Vault } from "@aside/vault";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CARD, makeFolder, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { storedCard } from "../../test/stored-card.ts";
import { openCheckpointFolder } from "../audit/checkpoint-folder.ts";
import { openAudit } from "../audit/open-audit.ts";
import { collectorEvents } from "../events.ts";
import { createCollectorMetrics } from "../metrics.ts";
import { collectorDatabase } from "../open-collector-database.ts";
import { openCollectorVault, openRoots } from "../open-collector-vault.ts";
import { type CollectorSettings, readCollectorSettings } from "../settings.ts";
import { backupCommand, restoreCommand } from "./backup.ts";

const PAN = CARD["card.pan"].replaceAll(" ", "");
const OPERATOR = { actor: "operator", reference: "dsr-1", purpose: "drill" };

let at: TestCollector;
const places: Awaited<ReturnType<typeof makeFolder>>[] = [];
let tokens: string[] = [];
let shredded = "";
let files = { records: "", keys: "" };
/** Where both sets were restored. */
let settings: CollectorSettings;

/** A collector that serves, with three cards; one is shredded between the backup of the records and that of the keys. */
beforeAll(async () => {
  at = await startTestCollector();
  const [one, two, gone] = await Promise.all(Array.from({ length: 3 }, () => storedCard(at)));
  tokens = [one ?? "", two ?? ""];
  shredded = gone ?? "";
  files = { records: join(at.folder, "records.backup"), keys: join(at.folder, "keys.backup") };
  await backup("records", files.records);
  const scope = { kind: "record", token: shredded } as const;
  await at.collector.vault.shred({ tenant: "demo", scope, ...OPERATOR });
  await backup("keys", files.keys);
  ({ settings } = await newPlace());
  // In either order.
  await put(settings, files.keys);
  await put(settings, files.records);
}, 120_000);
afterAll(async () => {
  await at.stop();
  for (const place of places) await place.remove();
});

describe("[30] [32] the restore drill", () => {
  test("two files that only their owner reads, without a value, and no second one over the first", async () => {
    for (const file of Object.values(files)) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const text = await readFile(file, "latin1");
      for (const value of [PAN, CARD["card.holder"], CARD["card.cvv"]]) {
        const bytes = Buffer.from(value);
        for (const written of [bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, "")])
          expect(text).not.toContain(written);
      }
      expect(text).not.toContain(PAN);
      expect(text).not.toContain(CARD["card.holder"]);
    }
    const keys = await readFile(files.keys, "latin1");
    const records = await readFile(files.records, "latin1");
    expect(keys).toContain("vault_keys.kek");
    expect(keys).not.toContain("vault_record");
    expect(records).toContain("public.vault_record");
    expect(records).not.toContain("vault_keys.");
    await expect(backup("keys", files.keys)).rejects.toThrow("EEXIST");
    const acts = await at.collector.database.withTenant(
      "_collector",
      (sql) => sql`
        select subject from audit_entry where action = 'backup.made'
        union all select subject from audit_pending where action = 'backup.made'`,
    );
    // Also the one that was not to be.
    expect(acts.map((act) => act["subject"]).toSorted()).toEqual([
      "set:keys",
      "set:keys",
      "set:records",
    ]);
  });

  test("all of it or nothing: a file that was cut off, changed or of another version, and a database with rows; the records alone open nothing", async () => {
    const { settings, folder } = await newPlace();
    const whole = await readFile(files.records);
    const wrong = join(folder, "wrong");
    for (const [content, code] of [
      [whole.subarray(0, whole.lastIndexOf('{"end"')), "backup_unreadable"],
      [whole.subarray(0, inRow(whole)), "backup_unreadable"],
      [changed(whole, inRow(whole), "\n"), "backup_unreadable"],
      [Buffer.from("a text of something else\n"), "backup_unreadable"],
      [otherVersion(whole), "backup_other_version"],
    ] as const) {
      await writeFile(wrong, content);
      await expect(put(settings, wrong)).rejects.toMatchObject({ code });
    }
    await put(settings, files.records);
    await expect(put(settings, files.records)).rejects.toMatchObject({ code: "not_empty" });

    const blind = await openPlace(settings);
    const [kept] = await blind.database.withTenant(
      "demo",
      (sql) => sql`select count(*)::int as records from vault_record`,
    );
    expect(kept).toEqual({ records: 3 });
    for (const token of [...tokens, shredded]) {
      await expect(open(blind.vault, token)).rejects.toMatchObject({ code: "not_found" });
    }
    await blind.close();
  });

  test("with both, another root is refused, and the right one opens all but what was shredded before the keys were backed up", async () => {
    const path = join(settings.own, "other.key");
    await createRootFile(path);
    await expect(openPlace({ ...settings, root: { kind: "file", path } })).rejects.toMatchObject({
      code: "wrong_root",
    });
    const { vault, close } = await openPlace(settings);
    for (const token of tokens) expect(await open(vault, token)).toBe(PAN);
    await expect(open(vault, shredded)).rejects.toMatchObject({ code: "not_found" });
    // Newer keys get numbers that go on after those that came back, and what is wrapped again still opens.
    await vault.renewKeys({ tenant: "demo", ...OPERATOR });
    expect(await vault.rewrap()).toMatchObject({ rewrapped: 2 });
    for (const token of tokens) expect(await open(vault, token)).toBe(PAN);
    await close();
  });
});

test("[31] [34] a restored older database is noticed by the witness alone and by the folder alone: nothing is opened", async () => {
  for (const token of tokens) await open(at.collector.vault, token);
  const held = await checkpoint(at.collector.database);
  const database = await openDatabase(collectorDatabase(settings, silentLog));
  for (const known of ["witness", "folder"] as const) {
    const lines: string[] = [];
    const tell = async (): Promise<WitnessReply> => {
      if (known === "folder") throw new Error("away");
      return { verdict: "held", held };
    };
    const auditFolder = join(settings.own, known);
    if (known === "folder") await openCheckpointFolder(auditFolder).keep("demo", held.note);
    const audit = await openAudit({
      database,
      settings: { ...settings, auditFolder },
      tell,
      now: Date.now,
      log: createLog({
        name: "collector",
        level: "debug",
        events: collectorEvents,
        destination: { write: (line: string) => void lines.push(line) },
      }),
      metrics: createCollectorMetrics(),
    });
    expect(lines.join("")).toMatch(/"fault":"(short|differs)"/);
    expect(() => audit.guard.assertAllHold()).toThrow("an audit log differs");
    const { vault, close } = await openPlace(settings, audit.recorder);
    for (const token of tokens) {
      await expect(open(vault, token)).rejects.toMatchObject({ code: "log_differs" });
    }
    await close();
    await audit.stop();
  }
  await database.close();
});

async function backup(set: string, file: string): Promise<void> {
  const { database, audit } = at.collector;
  const place = collectorDatabase(settingsOf(at.folder), silentLog);
  const said: unknown = JSON.parse(await backupCommand({ database, audit, place }, [set, file]));
  expect(said).toMatchObject({ set, rows: expect.any(Number), tables: expect.any(Number) });
}

async function put(of: CollectorSettings, file: string): Promise<void> {
  await restoreCommand(collectorDatabase(of, silentLog), [file]);
}

function settingsOf(folder: string): CollectorSettings {
  return readCollectorSettings({ ASIDE_DATA: folder, ASIDE_COLLECTOR_URL: at.audience });
}

/** A machine of its own, with the keys that are files, as an operator brings them. */
async function newPlace() {
  const place = await makeFolder();
  places.push(place);
  const own = settingsOf(place.folder);
  await cp(join(at.folder, "collector", "keys"), join(own.own, "keys"), { recursive: true });
  return { folder: place.folder, settings: own };
}

async function openPlace(of: CollectorSettings, recorder?: Recorder) {
  const database = await openDatabase(collectorDatabase(of, silentLog));
  const audit = recorder ?? createRecorder(await loadAuditKeys(of.auditKeys));
  try {
    const roots = await openRoots(of, Date.now);
    const vault = await openCollectorVault({
      database,
      audit,
      settings: of,
      roots,
      now: Date.now,
    });
    const close = async () => {
      vault.close();
      await database.close();
    };
    return { database, vault, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Within the first row of the first table that has one of the tenant's. */
function inRow(whole: Buffer): number {
  return whole.indexOf("\ndemo\t") + 7;
}

function changed(whole: Buffer, at: number, by: string): Buffer {
  return Buffer.concat([whole.subarray(0, at), Buffer.from(by), whole.subarray(at)]);
}

/** The same backup, of a migration with another text. */
function otherVersion(whole: Buffer): Buffer {
  const text = whole.toString("latin1").replace(/"[0-9a-f]{64}"/, `"${"0".repeat(64)}"`);
  return Buffer.from(text, "latin1");
}

async function open(vault: Vault, token: string): Promise<string> {
  const value = await vault.open({ tenant: "demo", token, field: "card.pan", ...OPERATOR });
  return Buffer.from(value.expose()).toString();
}

/** Signs for all of a log. */
/** Of all that is recorded. The collector chains too, and while it does nobody else can. */
async function checkpoint(database: Database): Promise<{ size: number; note: string }> {
  const keys = await loadAuditKeys(settingsOf(at.folder).auditKeys);
  const [recorded] = await database.withTenant(
    "demo",
    (sql) => sql<{ acts: number }[]>`
      select ((select count(*) from audit_entry) + (select count(*) from audit_pending))::int as acts`,
  );
  let held = { size: 0, note: "" };
  const signed = async () => {
    await chainPending("demo", { database, keys, now: Date.now(), rule: null });
    held = (await newestCheckpoint(database, "demo", 0)) ?? held;
    return held.size;
  };
  await expect.poll(signed).toBeGreaterThanOrEqual(recorded?.acts ?? Infinity);
  return { size: held.size, note: held.note };
}
