import type { Database } from "@aside/postgres";

/** All that is on record of a log, chained or not yet, in order. */
export async function actsOf(database: Database, log: string) {
  const rows = await database.withTenant(
    log,
    (sql) => sql<
      {
        actor: string;
        action: string;
        subject: string;
        field: string | null;
        purpose: string;
        reference: string;
        result: string;
      }[]
    >`
      select actor, action, subject, field, purpose, reference, result from (
        select tenant, false as late, number as place, actor, action, subject, field, purpose, reference, result
        from audit_entry
        union all
        select tenant, true, place, actor, action, subject, field, purpose, reference, result from audit_pending
      ) act where tenant = ${log} order by late, place`,
  );
  return [...rows];
}
