import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadAuditKeys, noteTools } from "@aside/audit";
import { proofFile, verifyLog, verifyProof } from "@aside/audit-log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { openCheckpointFolder } from "../audit/checkpoint-folder.ts";
import { auditCommand, type AuditDesk } from "./audit.ts";

let at: TestCollector;
let desk: AuditDesk;
let publicKeys: readonly string[] = [];

beforeAll(async () => {
  at = await startTestCollector();
  const keys = await loadAuditKeys(join(at.folder, "collector", "keys", "audit"));
  publicKeys = keys.publicKeys;
  const { database, audit, now } = at.collector;
  const auditFolder = join(at.folder, "collector", "checkpoints");
  desk = { database, audit, keys, auditFolder, formFolder: null, now };
});
afterAll(() => at.stop());

async function capture(): Promise<string> {
  const id = await at.register();
  const form = await at.open(id);
  expect((await at.submit(id, at.seal(form))).body).toMatchObject({ outcome: "stored" });
  return id;
}

test("[AUD1] audit export writes the whole log, signed for to its end, and holds no value", async () => {
  const capture1 = await capture();
  const file = join(at.folder, "demo.jsonl");
  expect(await auditCommand(desk, ["export", "demo", file])).toMatch(/^\d+ entries of demo/);
  const text = await readFile(file, "utf8");
  const verdict = await verifyLog(text.trimEnd().split("\n"), [], noteTools(publicKeys));
  expect(verdict).toMatchObject({ ok: true, tenant: "demo" });
  if (verdict.ok) expect(verdict.covered).toBe(verdict.size);
  expect(text).toContain(`"action":"stored"`);
  expect(text).toContain(capture1);
  expect(text).toContain(`"action":"audit.exported"`);
  expect(text).not.toMatch(/411111|Canary|"987"/);
});

test("of a tenant that is mistyped no log and no file is made: audit export, prove and accept", async () => {
  const file = join(at.folder, "dmeo.jsonl");
  for (const words of [
    ["export", "dmeo", file],
    ["prove", "dmeo", file],
    ["accept", "dmeo"],
  ])
    await expect(auditCommand(desk, words)).rejects.toThrow("there is no log of that name");
  await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
  const rows = await at.collector.database.withTenant(
    "dmeo",
    (sql) => sql`select 1 from audit_pending union all select 1 from audit_entry`,
  );
  expect(rows).toHaveLength(0);
});

test("[34] a log that only a checkpoint is left of, its tenant not restored, can be accepted", async () => {
  await openCheckpointFolder(desk.auditFolder).keep("late", "a checkpoint");
  expect(await auditCommand(desk, ["accept", "late"])).toContain("gateway audit accept late");
});

test("[AUD1] audit prove shows what one capture left, and nothing of another", async () => {
  const [one, other] = [await capture(), await capture()];
  const file = join(at.folder, "proof.json");
  await auditCommand(desk, ["prove", "demo", file, "--about", one]);
  const text = await readFile(file, "utf8");
  const proof = proofFile.parse(JSON.parse(text));
  expect(verifyProof(proof, noteTools(publicKeys))).toMatchObject({ ok: true });
  expect(proof.body.entries).toHaveLength(1);
  expect(text).not.toContain(other);
  const [entry] = proof.body.entries;
  if (entry === undefined) throw new Error("none");
  const changed = {
    ...proof,
    body: { ...proof.body, entries: [{ ...entry, entry: { ...entry.entry, actor: "x" } }] },
  };
  expect(verifyProof(changed, noteTools(publicKeys))).toEqual({
    ok: false,
    problem: "statement_unsigned",
    number: null,
  });
});

test("a wrong word says what there is", async () => {
  for (const words of [[], ["export", "demo"], ["prove", "Demo", "x"], ["export", "--all"]]) {
    await expect(auditCommand(desk, words)).rejects.toThrow("audit export LOG FILE");
  }
});
