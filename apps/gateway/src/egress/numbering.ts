/**
 * Agents count only the events they were told of. With the journal's own numbers, an agent who writes during a capture would see by
 * the gaps how often the customer typed meanwhile (BND1).
 *
 * `told` holds the journal's numbers of those events, ascending; an agent's number is the place in it, the first is 1.
 */
export type Told = readonly number[];

/** The agent's number of the last event told at or before a journal's number. */
export function toAgentNumber(told: Told, seq: number): number {
  let low = 0;
  let high = told.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((told[middle] ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The journal's number of what an agent calls `number`; 0 for none. */
export function toJournalNumber(told: Told, number: number): number {
  return told[Math.min(number, told.length) - 1] ?? 0;
}
