import { SITE_FACTOR, siteOf } from "@aside/service";
import type { Bucket } from "./shared-buckets.ts";

/**
 * What one network may, and of IPv6 what all networks of its site may together ({@link SITE_FACTOR} times as much): who has many networks
 * does not get around a limit of one.
 *
 * @param kind what is counted
 * @param network as `networkOf` says it
 */
export function networkBuckets(
  kind: string,
  network: string,
  { burst, perSecond }: Omit<Bucket, "of">,
): (Bucket & { readonly of: readonly [kind: string, place: string] })[] {
  const own = { of: [kind, network] as const, burst, perSecond };
  const site = siteOf(network);
  if (site === null) return [own];
  const together = { burst: burst * SITE_FACTOR, perSecond: perSecond * SITE_FACTOR };
  return [own, { of: [`${kind} site`, site] as const, ...together }];
}
