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

/** Takes up to 64 letters that are due; of a capture only its oldest, so that its letters arrive in order. */
export function claim(database: Database, now: number): Promise<Letter[]> {
  return database.acrossTenants(async (sql) => {
    const [, letters] = await Promise.all([
      sql`set local synchronous_commit to off`,
      sql<Letter[]>`
        update collector_outbox o set attempts = attempts + 1, next_at = ${now + LEASE}
        from (
          select id from collector_outbox h where next_at <= ${now} and not exists (
            select 1 from collector_outbox e where e.capture = h.capture and e.id < h.id)
          order by next_at, id limit 64 for update skip locked
        ) due
        where o.id = due.id
        returning o.id, o.tenant, o.capture, o.payload, o.since, o.attempts`,
    ]);
    return letters;
  });
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

export async function postpone(database: Database, letter: Letter, until: number): Promise<void> {
  await database.acrossTenants(
    (sql) => sql`update collector_outbox set next_at = ${until} where id = ${letter.id}`,
  );
}
