/** What became of everything that was sent. `lost`: acknowledged, and yet not seen on the other side; must be 0. */
export interface Tally {
  conversations: number;
  sent: number;
  delivered: number;
  /** Sent by a customer while a capture was on: dropped, as it must be. */
  held: number;
  /** Delivered with a stray value cut out. */
  cut: number;
  /** An agent asked for a card in the chat and was nudged: not sent. */
  nudged: number;
  captured: number;
  refused: number;
  lost: number;
  /** Held, and yet seen by an agent; must be 0. */
  leaked: number;
}

export function emptyTally(): Tally {
  return {
    conversations: 0,
    sent: 0,
    delivered: 0,
    held: 0,
    cut: 0,
    nudged: 0,
    captured: 0,
    refused: 0,
    lost: 0,
    leaked: 0,
  };
}

export function tallyLine(tally: Tally): string {
  return Object.entries(tally)
    .map(([name, count]) => `${name} ${count}`)
    .join(" · ");
}
