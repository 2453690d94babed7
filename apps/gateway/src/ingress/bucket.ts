/** A token bucket: `take` is false when it holds less than is asked for, which is one if not said. */
export interface Bucket {
  take(count?: number): boolean;
}

export function createBucket(
  perSecond: number,
  burst: number,
  now: () => number = Date.now,
): Bucket {
  let tokens = burst;
  let at = now();
  return {
    take(count = 1) {
      const time = now();
      // A clock that was set back takes nothing away.
      tokens = Math.min(burst, tokens + (Math.max(0, time - at) / 1_000) * perSecond);
      at = time;
      if (tokens < count) return false;
      tokens -= count;
      return true;
    },
  };
}

/** A bucket a tenant. */
export function bucketsOf(perSecond: number, now: () => number): (tenant: string) => Bucket {
  const buckets = new Map<string, Bucket>();
  return (tenant) => {
    const known = buckets.get(tenant);
    if (known !== undefined) return known;
    const bucket = createBucket(perSecond, perSecond * 2, now);
    buckets.set(tenant, bucket);
    return bucket;
  };
}
