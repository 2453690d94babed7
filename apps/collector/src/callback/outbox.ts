import type { Database } from "@aside/postgres";

/** One callback that the gateway has not acknowledged. */
export interface Letter {
  id: number;
  tenant: string;
  capture: string;
  payload: string;
  since: number;
  attempts: number;
}

/** While a process holds a letter, no other takes it. Longer than the longest attempt. */
const LEASE = 10_000;

/**
 * Takes what is due of up to 64 captures, each capture's letters in order. Nobody else takes a letter of a capture while an
 * older one of it is on its way.
 */
export async function claim(database: Database, now: number): Promise<Letter[][]> {
  const letters = await database.acrossTenants(async (sql) => {
    const [, rows] = await Promise.all([
      sql`set local synchronous_commit to off`,
      sql<Letter[]>`
        update collector_outbox o set attempts = attempts + 1, next_at = ${now + LEASE}
        from (
          select capture from collector_outbox h where next_at <= ${now} and not exists (
            select 1 from collector_outbox e where e.capture = h.capture and e.id < h.id)
          order by next_at, id limit 64 for update skip locked
        ) due
        where o.capture = due.capture
        returning o.id, o.tenant, o.capture, o.payload, o.since, o.attempts`,
    ]);
    return rows;
  });
  const groups = new Map<string, Letter[]>();
  for (const letter of letters.toSorted((a, b) => a.id - b.id)) {
    groups.set(letter.capture, [...(groups.get(letter.capture) ?? []), letter]);
  }
  return [...groups.values()];
}

/** Removes letters that arrived. A removal lost in a crash sends a letter twice, which the gateway sees by its id. */
export async function remove(database: Database, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return;
  const ids = letters.map((letter) => letter.id);
  await database.acrossTenants(async (sql) => {
    await Promise.all([
      sql`set local synchronous_commit to off`,
      sql`delete from collector_outbox where id = any(${ids})`,
    ]);
  });
}

/** Lets letters of one capture wait together. */
export async function postpone(
  database: Database,
  letters: readonly Letter[],
  until: number,
): Promise<void> {
  const ids = letters.map((letter) => letter.id);
  await database.acrossTenants(
    (sql) => sql`update collector_outbox set next_at = ${until} where id = any(${ids})`,
  );
}
