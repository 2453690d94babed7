import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chainHash } from "@aside/audit-log";
import { type Database, openDatabase, type Sql } from "@aside/postgres";
import { sha256 } from "@aside/service";
import { createAuditKey, loadAuditKeys } from "../src/audit-keys.ts";
import { chainPending } from "../src/chain-pending.ts";
import { createRecorder } from "../src/recorder.ts";
import { auditMigrations } from "../src/schema.ts";

/**
 * What an audit entry costs the transaction that does the act, one tenant: `npx tsx packages/capture-side/audit/bench/append.ts [acts] [at once]`.
 * Beside an act without audit: chained within the transaction (a lock on the head, held through the commit), chained behind it, and
 * several acts in one transaction of one writer.
 */
const [count = 4_000, width = 16] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), "aside-audit-bench-"));
const database = await openDatabase({
  name: "bench",
  dataDir: folder,
  connections: width + 2,
  migrations: [
    auditMigrations,
    {
      set: "bench",
      steps: [
        {
          name: "001-acts",
          sql: "create table bench_act (id bigint generated always as identity primary key, body text not null); grant insert on bench_act to {{app}};",
        },
      ],
    },
  ],
});
await createAuditKey(join(folder, "keys"));
const keys = await loadAuditKeys(join(folder, "keys"));
const recorder = createRecorder(keys);
const body = "x".repeat(600);
const doAct = (sql: Sql) => sql`insert into bench_act (body) values (${body})`;

const plain = await rate(() => database.withTenant("plain", doAct));
const locked = await rate(() => database.withTenant("locked", chainedWithin("locked")));
const behind = await rate(recordedAndChained("behind"));
const grouped = await rate(groupCommit(database, "grouped"));
console.log({ plain, locked, behind, grouped, count, width });
for (const [name, value] of Object.entries({ locked, behind, grouped }))
  console.log(`${name}: ${(value / plain).toFixed(2)} of an act without audit`);
await database.close();
await rm(folder, { recursive: true });

function requestOf(tenant: string) {
  return {
    tenant,
    at: Date.now(),
    actor: "collector",
    action: "stored",
    subject: "tok_bench",
    field: null,
    purpose: "capture",
    reference: "cap_bench",
    result: "done",
  } as const;
}

function chainedWithin(tenant: string) {
  return async (sql: Sql) => {
    await doAct(sql);
    await sql`insert into audit_head (tenant) values (${tenant}) on conflict do nothing`;
    const [head] = await sql<{ number: number; hash: Uint8Array }[]>`
      select number, hash from audit_head where tenant = ${tenant} for update`;
    const [act] = recorder.cover(requestOf(tenant));
    if (head === undefined || act === undefined) throw new Error("no head");
    const { mac: _, ...made } = act;
    const entry = { ...made, number: head.number + 1 };
    const hash = chainHash(head.hash, entry, sha256);
    await sql`insert into audit_entry ${sql({ ...entry, hash })}`;
    await sql`update audit_head set number = ${entry.number}, hash = ${hash} where tenant = ${tenant}`;
  };
}

function recordedAndChained(tenant: string) {
  return async () => {
    let going = true;
    const chainer = (async () => {
      while (going) {
        const rule = { entries: 1_000, ms: 60_000 };
        await chainPending(tenant, { database, keys, now: Date.now(), rule });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    return {
      act: () =>
        database.withTenant(tenant, async (sql) => {
          await Promise.all([doAct(sql), recorder.record(sql, requestOf(tenant))]);
        }),
      async end() {
        going = false;
        await chainer;
      },
    };
  };
}

function groupCommit(on: Database, tenant: string) {
  return async () => {
    const waiting: (() => void)[] = [];
    let running: Promise<void> | null = null;
    const drain = async () => {
      while (waiting.length > 0) {
        const group = waiting.splice(0, 64);
        await on.withTenant(tenant, async (sql) => {
          for (const _ of group) await chainedWithin(tenant)(sql);
        });
        for (const done of group) done();
      }
      running = null;
    };
    return {
      act: () =>
        new Promise<void>((resolve) => {
          waiting.push(resolve);
          running ??= drain();
        }),
      end: async () => undefined,
    };
  };
}

/** Acts a second, `width` at once. */
async function rate(prepare: () => Promise<unknown>): Promise<number> {
  const made = await prepare();
  const { act, end } = isTask(made) ? made : { act: prepare, end: async () => undefined };
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next++ < count) await act();
  };
  await Promise.all(Array.from({ length: width }, worker));
  const perSecond = Math.round((count * 1_000) / (performance.now() - began));
  await end();
  return perSecond;
}

interface Task {
  act(): Promise<unknown>;
  end(): Promise<unknown>;
}

function isTask(made: unknown): made is Task {
  return typeof made === "object" && made !== null && "act" in made && "end" in made;
}
