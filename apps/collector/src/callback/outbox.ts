import type { Database } from "@aside/postgres";

/** Callbacks of one capture that the gateway has not acknowledged: they travel together. */
export interface Letter {
  id: number;
  tenant: string;
  capture: string;
  /** JSON, one callback a line: see `payloadOf`. */
  payload: string;
  since: number;
  attempts: number;
}

/** While a process holds a letter, no other takes it. Longer than the longest attempt. */
export const LEASE = 10_000;

/** Captures whose letters are taken at once. */
export const MOST_CLAIMED = 64;

/**
 * Removes letters that arrived and takes what is due of some captures, each capture's letters in order. Nobody else takes a letter
 * of a capture while an older one of it is on its way. A removal lost in a crash sends a letter twice, which the gateway sees by its id.
 *
 * @param captures null: of up to 64, whichever have waited longest
 */
export async function removeAndClaim(
  database: Database,
  arrived: readonly Letter[],
  captures: readonly string[] | null,
  now: number,
): Promise<Letter[][]> {
  const ids = arrived.map((letter) => letter.id);
  // Neither is a promise to anyone: their commit waits for no disk.
  const letters = await database.once(
    (sql) => sql<Letter[]>`
      select l.id, l.tenant, l.capture, l.payload, l.since, l.attempts
      from set_config('synchronous_commit', 'off', true) as _,
        collector_outbox_next(${ids}, ${now}, ${now + LEASE}, ${MOST_CLAIMED}, ${captures && [...captures]}) as l`,
  );
  return byCapture(letters.toSorted((a, b) => a.id - b.id));
}

export function byCapture(letters: readonly Letter[]): Letter[][] {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) {
    const own = groups.get(letter.capture);
    if (own === undefined) groups.set(letter.capture, [letter]);
    else own.push(letter);
  }
  return [...groups.values()];
}

/** Lets letters wait, those of a capture together; until now: they may be taken. */
export async function postpone(
  database: Database,
  letters: readonly Pick<Letter, "id">[],
  until: number,
): Promise<void> {
  const ids = letters.map((letter) => letter.id);
  await database.acrossTenants(
    (sql) => sql`update collector_outbox set next_at = ${until} where id = any(${ids})`,
  );
}
