import type { Letter } from "./outbox.ts";

/**
 * Letters that this process alone has: leased to it until they are settled. It takes a letter without reading the outbox only where it knows
 * of every older one of the capture, so that a capture's letters stay in order.
 */
export interface Hands {
  /** Takes a letter that was handed over; false where an older one of its capture is not ours. */
  give(letter: Letter, after: readonly number[]): boolean;
  /** What was handed over and is to be sent; it stays in our hands. */
  take(): Letter[];
  waiting(): number;
  /** They were read from the outbox and are being sent. One whose lease ran out meanwhile may have been handed over, too. */
  claimed(letters: readonly Letter[]): void;
  /** They are not in the outbox any more. */
  settled(letters: readonly Letter[]): void;
  /** They wait in the outbox, and so do newer ones of their captures. */
  late(letters: readonly Letter[]): void;
  /** All of it is left to the outbox. */
  drop(): void;
}

/** Ids that are gone and that a transaction of a moment ago may still have seen. */
const REMEMBERED = 5_000;

export function createHands(): Hands {
  let queue: Letter[] = [];
  const held = new Set<number>();
  const gone = new Set<number>();
  return {
    give(letter, after) {
      const isOurs = (id: number) => held.has(id) || gone.has(id);
      if (!after.every(isOurs)) return false;
      if (isOurs(letter.id)) return true;
      held.add(letter.id);
      queue.push(letter);
      return true;
    },
    take() {
      const taken = queue;
      queue = [];
      return taken;
    },
    waiting: () => queue.length,
    claimed(letters) {
      const ids = new Set(letters.map(({ id }) => id));
      queue = queue.filter(({ id }) => !ids.has(id));
      for (const id of ids) held.add(id);
    },
    settled(letters) {
      for (const { id } of letters) {
        held.delete(id);
        gone.add(id);
      }
      for (const oldest of gone) {
        if (gone.size <= REMEMBERED) break;
        gone.delete(oldest);
      }
    },
    late(letters) {
      const captures = new Set(letters.map(({ capture }) => capture));
      const behind = queue.filter(({ capture }) => captures.has(capture));
      queue = queue.filter(({ capture }) => !captures.has(capture));
      for (const { id } of [...letters, ...behind]) held.delete(id);
    },
    drop() {
      queue = [];
      held.clear();
    },
  };
}
