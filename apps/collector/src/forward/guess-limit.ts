import { createRateLimiter } from "@aside/service";

/** Bounds how often somebody may be wrong; who was wrong too often is refused, right or not, until time has passed. */
export interface GuessLimit {
  refuses(who: string): boolean;
  wrong(who: string): void;
}

export function createGuessLimit(options: {
  burst: number;
  perSecond: number;
  now: () => number;
}): GuessLimit {
  const { now } = options;
  const limiter = createRateLimiter(options);
  const until = new Map<string, number>();
  return {
    refuses: (who) => (until.get(who) ?? 0) > now(),
    wrong(who) {
      const wait = limiter.take(who);
      until.delete(who);
      if (wait > 0) until.set(who, now() + wait);
      for (const oldest of until.keys()) {
        if (until.size <= 10_000) break;
        until.delete(oldest);
      }
    },
  };
}
