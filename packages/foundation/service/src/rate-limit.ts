import type { RequestHandler } from "express";
import { networkOf, siteOf } from "./address.ts";
import { Problem } from "./problem.ts";

export interface RateLimiter {
  /** Takes from the key's bucket, one if not said. @returns 0 when allowed, else the milliseconds until there is enough; then nothing is taken. */
  take(key: string, count?: number): number;
  readonly size: number;
}

/**
 * Token buckets in memory, at most `keys` of them: when more are needed, the one used longest ago is forgotten.
 *
 * @param options.burst how many at once
 * @param options.perSecond how fast a bucket refills
 * @param options.keys how many buckets are kept; 10,000 when absent
 * @param options.now clock in milliseconds
 */
export function createRateLimiter(options: {
  burst: number;
  perSecond: number;
  keys?: number;
  now?: () => number;
}): RateLimiter {
  const now = options.now ?? Date.now;
  const most = options.keys ?? 10_000;
  // A Map keeps insertion order, so its first key is the one used longest ago.
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, count = 1) {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: options.burst, at };
      buckets.delete(key);
      const refilled = (Math.max(0, at - bucket.at) / 1000) * options.perSecond;
      const tokens = Math.min(options.burst, bucket.tokens + refilled);
      const allowed = tokens >= count;
      buckets.set(key, { tokens: allowed ? tokens - count : tokens, at });
      if (buckets.size > most)
        for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      return allowed ? 0 : Math.ceil(((count - tokens) / options.perSecond) * 1000);
    },
    get size() {
      return buckets.size;
    },
  };
}

/** What a site of IPv6 has more than one of its networks. */
export const SITE_FACTOR = 8;

/**
 * The same by network: the key is what `networkOf` says. A site of IPv6 has {@link SITE_FACTOR} times what one of its networks has, so that many
 * networks are no way around.
 */
export function createNetworkLimiter(options: {
  burst: number;
  perSecond: number;
  now?: () => number;
}): Pick<RateLimiter, "take"> {
  const { burst, perSecond } = options;
  const networks = createRateLimiter(options);
  const sites = createRateLimiter({
    ...options,
    burst: burst * SITE_FACTOR,
    perSecond: perSecond * SITE_FACTOR,
  });
  return {
    take(network, count) {
      const wait = networks.take(network, count);
      const site = siteOf(network);
      return wait > 0 || site === null ? wait : sites.take(site, count);
    },
  };
}

/** Refuses with 429 and `retry-after` when the caller's bucket is empty. `keyOf` names the caller; where it comes from when absent. */
export function limitRate(
  limiter: Pick<RateLimiter, "take">,
  keyOf: (request: Parameters<RequestHandler>[0]) => string = (request) => networkOf(request.ip),
): RequestHandler {
  return (request, _response, next) => {
    const waitMs = limiter.take(keyOf(request));
    if (waitMs === 0) return next();
    throw new Problem(429, "too_many_requests", "Too many requests", {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  };
}
