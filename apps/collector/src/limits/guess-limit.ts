import type { SharedBuckets } from "./shared-buckets.ts";

/**
 * Bounds how often somebody may be wrong about a key, once for all collectors; who was wrong too often is refused, right or not, until time
 * has passed. A process hears of the others' count as it counts one of its own.
 */
export interface GuessLimit {
  refuses(network: string): boolean;
  wrong(network: string): Promise<void>;
}

const BURST = 20;
const PER_SECOND = 0.2;
const MOST_REMEMBERED = 10_000;

export function createGuessLimit(buckets: SharedBuckets, now: () => number): GuessLimit {
  const until = new Map<string, number>();
  return {
    refuses: (network) => (until.get(network) ?? 0) > now(),
    async wrong(network) {
      const bucket = { of: ["wrong key", network], burst: BURST, perSecond: PER_SECOND };
      if (await buckets.take([bucket])) return;
      until.delete(network);
      until.set(network, now() + 1_000 / PER_SECOND);
      for (const oldest of until.keys()) {
        if (until.size <= MOST_REMEMBERED) break;
        until.delete(oldest);
      }
    },
  };
}
