import type { Recorder } from "@aside/audit";
import type { Database, Sql } from "@aside/postgres";
import { faultPoint } from "@aside/service";
import { type AccessEntry, recordAccess } from "./access.ts";

const BATCH = 1_000;

/** Erases a record: without its key's row nothing of it opens again, in backups of the data neither. Says whether there was one. */
export async function eraseRecord(
  request: { tenant: string; token: string; actor: string; reference: string },
  using: { database: Database; audit: Recorder; now: number },
): Promise<boolean> {
  const { tenant, token, actor, reference } = request;
  return await using.database.withTenant(tenant, async (sql) => {
    const records = await sql<{ id: string }[]>`
      select id from vault_record where tenant = ${tenant} and token = ${token}`;
    const about = {
      at: using.now,
      actor,
      action: "erased",
      purpose: "erasure",
      reference,
    } as const;
    const ids = records.map((record) => record.id);
    const gone = await dropRecords(sql, using.audit, { tenant, ids, ...about });
    if (gone.length > 0) return true;
    const entry = { ...about, tenant, token, field: null, result: "not_found" } as const;
    await recordAccess(sql, using.audit, entry);
    return false;
  });
}

/**
 * Drops records and, first, their keys, each with an entry. Two that drop the same record at once: one of them does, and one
 * entry says so.
 *
 * @returns the ids of those that went
 */
export async function dropRecords(
  sql: Sql,
  audit: Recorder,
  given: { ids: readonly string[] } & Pick<
    AccessEntry,
    "tenant" | "at" | "actor" | "action" | "purpose" | "reference"
  >,
): Promise<string[]> {
  const { ids, ...about } = given;
  const { tenant } = about;
  await sql`delete from vault_keys.dek where tenant = ${tenant} and record = any(${[...ids]})`;
  const rows = await sql<{ id: string; token: string }[]>`
    delete from vault_record where tenant = ${tenant} and id = any(${[...ids]}) returning id, token`;
  const done = { ...about, field: null, result: "done" } as const;
  await recordAccess(sql, audit, ...rows.map(({ token }) => ({ ...done, token })));
  return rows.map((row) => row.id);
}

/** How many records of a class, under a policy, a sweep erased. */
export interface SweepCount {
  class: string;
  policy: string;
  erased: number;
}

/** Erases all records whose time is over, some at a time, and keeps the counts for the retention report. */
export async function sweepRecords(using: {
  database: Database;
  audit: Recorder;
  now: number;
}): Promise<SweepCount[]> {
  const counts = new Map<string, SweepCount>();
  for (let batch = BATCH; batch === BATCH;) {
    const due = await using.database.acrossTenants(
      (sql) => sql<{ tenant: string; id: string; class: string; policy: string }[]>`
        select tenant, id, class, policy from vault_record where delete_at <= ${using.now}
        order by delete_at limit ${BATCH}`,
    );
    batch = due.length;
    const gone = new Set<string>();
    for (const tenant of new Set(due.map((row) => row.tenant))) {
      const ids = due.filter((row) => row.tenant === tenant).map((row) => row.id);
      const given = { ...EXPIRY, tenant, ids, at: using.now };
      const dropped = await using.database.withTenant(tenant, (sql) =>
        dropRecords(sql, using.audit, given),
      );
      for (const id of dropped) gone.add(id);
      faultPoint("sweep: one tenant erased");
    }
    // What another sweep or an erasure took first is counted there, or not at all.
    for (const row of due.filter(({ id }) => gone.has(id))) {
      const name = `${row.class} ${row.policy}`;
      const { class: keyClass, policy } = row;
      const count = counts.get(name) ?? { class: keyClass, policy, erased: 0 };
      counts.set(name, { ...count, erased: count.erased + 1 });
    }
  }
  const all = [...counts.values()];
  await using.database.withoutTenant(async (sql) => {
    for (const { class: keyClass, policy, erased } of all) {
      await sql`insert into vault_sweep (at, class, policy, erased)
        values (${using.now}, ${keyClass}, ${policy}, ${erased})`;
    }
  });
  return all;
}

const EXPIRY = {
  actor: "collector",
  action: "expired",
  purpose: "retention",
  reference: "retention",
} as const;
