import { networkBuckets } from "../limits/network-buckets.ts";
import type { SharedBuckets } from "../limits/shared-buckets.ts";

/** Bounds how fast cards can be tried: by conversation, by network, and by the first digits that tested cards share. */
export interface Velocity {
  take(of: {
    tenant: string;
    conversation: string;
    network: string;
    pan: Uint8Array | undefined;
  }): Promise<boolean>;
}

const HOUR = 3_600;
const ISSUER_DIGITS = 8;
/** How many at once, and how many an hour. */
const LIMITS = { conversation: [10, 10], network: [20, 20], issuer: [60, 120] } as const;

export function createVelocity(buckets: SharedBuckets): Velocity {
  return {
    async take({ tenant, conversation, network, pan }) {
      const bucket = (kind: "conversation" | "issuer", ...of: (string | Uint8Array)[]) => ({
        of: [`card ${kind}`, ...of],
        ...rateOf(kind),
      });
      return await buckets.take([
        bucket("conversation", tenant, conversation),
        ...networkBuckets("card network", network, rateOf("network")),
        bucket("issuer", tenant, pan?.subarray(0, ISSUER_DIGITS) ?? ""),
      ]);
    },
  };
}

function rateOf(kind: keyof typeof LIMITS) {
  const [burst, perHour] = LIMITS[kind];
  return { burst, perSecond: perHour / HOUR };
}
