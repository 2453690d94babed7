import type { Database, Sql } from "@aside/postgres";

/** Erases a record: without its key's row nothing of it opens again, in backups of the data neither. Says whether there was one. */
export async function eraseRecord(
  request: { tenant: string; token: string; actor: string; reference: string },
  using: { database: Database; now: number },
): Promise<boolean> {
  const { tenant, token, actor, reference } = request;
  return await using.database.withTenant(tenant, async (sql) => {
    const records = await sql<{ id: string }[]>`
      select id from vault_record where tenant = ${tenant} and token = ${token}`;
    const ids = records.map((record) => record.id);
    const gone = await drop(sql, tenant, ids, {
      at: using.now,
      actor,
      action: "erased",
      reference,
    });
    if (gone === 0) {
      await sql`insert into vault_access (tenant, at, actor, action, token, reference, result)
        values (${tenant}, ${using.now}, ${actor}, 'erased', ${token}, ${reference}, 'not_found')`;
    }
    return gone > 0;
  });
}

/** Erases up to 1,000 records whose time is over. Returns how many; call it again while it is that many. */
export async function sweepRecords(using: { database: Database; now: number }): Promise<number> {
  const due = await using.database.acrossTenants(
    (sql) => sql<{ tenant: string; id: string }[]>`
      select tenant, id from vault_record where delete_at <= ${using.now} order by delete_at limit 1000`,
  );
  const entry = { at: using.now, actor: "collector", action: "expired", reference: "retention" };
  for (const tenant of new Set(due.map((row) => row.tenant))) {
    const ids = due.filter((row) => row.tenant === tenant).map((row) => row.id);
    await using.database.withTenant(tenant, (sql) => drop(sql, tenant, ids, entry));
  }
  return due.length;
}

/** Two that drop the same record at once: one of them does, and one entry says so. */
async function drop(
  sql: Sql,
  tenant: string,
  ids: string[],
  entry: { at: number; actor: string; action: string; reference: string },
): Promise<number> {
  await sql`delete from vault_keys.dek where tenant = ${tenant} and record = any(${ids})`;
  const rows = await sql`
    with gone as (delete from vault_record where tenant = ${tenant} and id = any(${ids}) returning token)
    insert into vault_access (tenant, at, actor, action, token, reference, result)
    select ${tenant}, ${entry.at}, ${entry.actor}, ${entry.action}, token, ${entry.reference}, 'done' from gone
    returning 1`;
  return rows.length;
}
