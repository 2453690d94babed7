/** A token bucket: `take` is false when it is empty. */
export interface Bucket {
  take(): boolean;
}

export function createBucket(
  perSecond: number,
  burst: number,
  now: () => number = Date.now,
): Bucket {
  let tokens = burst;
  let at = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - at) / 1_000) * perSecond);
      at = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
