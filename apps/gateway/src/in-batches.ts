const BATCH = 1_000;
/** In a round, each in a transaction of its own: more than can have come since the last, and an end. */
const BATCHES = 10;

/**
 * Removes what is over, a thousand rows at a time.
 *
 * @param remove removes `limit` rows at the most, and says how many
 * @returns how many
 */
export async function inBatches(remove: (limit: number) => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = 1; batch <= BATCHES; batch += 1) {
    const count = await remove(BATCH);
    removed += count;
    if (count < BATCH) break;
  }
  return removed;
}
