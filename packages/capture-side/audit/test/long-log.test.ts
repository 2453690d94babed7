import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@aside/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  auditMigrations,
  chainPending,
  createAuditKey,
  createRecorder,
  loadAuditKeys,
} from "../src/index.ts";

const now = Date.UTC(2026, 10, 27);
let folder = "";
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-audit-"));
  // PostgreSQL's own user passes through it.
  await chmod(folder, 0o711);
  await createAuditKey(join(folder, "keys"));
  const dataDir = join(folder, "db");
  database = await openDatabase({ name: "audit", dataDir, migrations: [auditMigrations] });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

test("of a long log nothing is read to chain more, also before PostgreSQL has analyzed it", async () => {
  const keys = await loadAuditKeys(join(folder, "keys"));
  const recorder = createRecorder(keys);
  let read = Number.NaN;
  /** Counts the rows of the log that were read, of late by all transactions of the connection. */
  const counting: Database = {
    ...database,
    withTenant: (tenant, action) =>
      database.withTenant(tenant, async (sql) => {
        const result = await action(sql);
        const [row] = await sql<{ count: number }[]>`
          select (seq_tup_read + idx_tup_fetch)::int as count from pg_stat_xact_user_tables where relname = 'audit_entry'`;
        read = row?.count ?? Number.NaN;
        return result;
      }),
  };
  const rule = { entries: 1_000_000, ms: 1e12 };
  const chain = async () => {
    const acts = Array.from({ length: 20 }, (_, index) => act(`tok_${index}`));
    await database.withTenant("long", (sql) => recorder.record(sql, ...acts));
    const chained = await chainPending("long", { database: counting, keys, now, rule });
    expect(chained).toMatchObject({ entries: 20, forged: 0 });
    return read;
  };
  for (let pass = 0; pass < 50; pass += 1) await chain();
  await database.withTenant(
    "long",
    (sql) => sql`
      insert into audit_entry (tenant, number, id, at, actor, action, subject, purpose, reference, result, hash)
      select 'long', 1000000 + n, 'act_' || n, 1, 'collector', 'stored', 'tok', 'capture', 'cap', 'done', sha256(n::text::bytea)
      from generate_series(1, 20000) as n`,
  );
  for (let pass = 0; pass < 20; pass += 1) expect(await chain()).toBe(0);
});

function act(subject: string) {
  return {
    ...{ tenant: "long", at: now, actor: "collector", action: "stored", subject, field: null },
    ...{ purpose: "capture", reference: "cap_1", result: "done" as const },
  };
}
