import type { Database } from "@aside/postgres";

/** Of one class of records under one policy: what there is, and what retention did. */
export interface RetentionLine {
  class: string;
  policy: string;
  records: number;
  /** Past their time and still there: 0 but for the minute until the next sweep. */
  overdue: number;
  /** Whose key is gone, so that nothing opens them: 0 but for what an erasure has not yet dropped, or where records were put back and keys were not. */
  keyless: number;
  /** Milliseconds since the epoch; null where there is no record. */
  oldest: number | null;
  nextDeletion: number | null;
  /** In the last 90 days (PCI DSS 3.2.1: at least once every three months). */
  erased: number;
}

export interface RetentionReport {
  at: number;
  lines: RetentionLine[];
}

const QUARTER_MS = 90 * 24 * 3_600_000;

/** Counts by class and policy over all tenants. */
export async function retentionReport(database: Database, now: number): Promise<RetentionReport> {
  type Kept = Omit<RetentionLine, "erased">;
  const kept = await database.acrossTenants(
    (sql) => sql<Kept[]>`
      select r.class, policy, count(*)::int as records, count(*) filter (where delete_at <= ${now})::int as overdue,
        count(*) filter (where token_type <> 'pointer' and d.record is null)::int as keyless,
        min(made_at) as oldest, min(delete_at) as "nextDeletion"
      from vault_record r left join vault_keys.dek d on d.tenant = r.tenant and d.record = r.id group by 1, 2`,
  );
  const erased = await database.withoutTenant(
    (sql) => sql<{ class: string; policy: string; erased: number }[]>`
      select class, policy, sum(erased)::int as erased from vault_sweep
      where at > ${now - QUARTER_MS} group by 1, 2`,
  );
  const lines = new Map<string, RetentionLine>();
  for (const line of kept) lines.set(`${line.class} ${line.policy}`, { ...line, erased: 0 });
  for (const { erased: count, ...of } of erased) {
    const none = { ...of, records: 0, overdue: 0, keyless: 0, oldest: null, nextDeletion: null };
    const line = lines.get(`${of.class} ${of.policy}`) ?? none;
    lines.set(`${of.class} ${of.policy}`, { ...line, erased: count });
  }
  const sorted = [...lines.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { at: now, lines: sorted.map(([, line]) => line) };
}
