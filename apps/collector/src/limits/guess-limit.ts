import { siteOf } from "@aside/service";
import { networkBuckets } from "./network-buckets.ts";
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
  const isShut = (place: string | null) => place !== null && (until.get(place) ?? 0) > now();
  const shut = (place: string) => {
    until.delete(place);
    until.set(place, now() + 1_000 / PER_SECOND);
    for (const oldest of until.keys()) {
      if (until.size <= MOST_REMEMBERED) break;
      until.delete(oldest);
    }
  };
  return {
    refuses: (network) => isShut(network) || isShut(siteOf(network)),
    async wrong(network) {
      const rate = { burst: BURST, perSecond: PER_SECOND };
      for (const bucket of networkBuckets("wrong key", network, rate))
        if (!(await buckets.take([bucket]))) shut(bucket.of[1]);
    },
  };
}
