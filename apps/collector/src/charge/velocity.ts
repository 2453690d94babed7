import { createHmac, randomBytes } from "node:crypto";
import { createRateLimiter } from "@aside/service";

/** Bounds how fast cards can be tried: by conversation, by address, and by the first digits that tested cards share. */
export interface Velocity {
  take(of: {
    tenant: string;
    conversation: string;
    address: string;
    pan: Uint8Array | undefined;
  }): boolean;
}

const HOUR = 3_600;
const ISSUER_DIGITS = 8;

export function createVelocity(now: () => number): Velocity {
  const perConversation = createRateLimiter({ burst: 10, perSecond: 10 / HOUR, now });
  const perAddress = createRateLimiter({ burst: 20, perSecond: 20 / HOUR, now });
  const perIssuer = createRateLimiter({ burst: 60, perSecond: 120 / HOUR, now });
  // Nobody, this process neither, can tell the digits from the name that they are counted under.
  const secret = randomBytes(32);
  return {
    take({ tenant, conversation, address, pan }) {
      const issuer = createHmac("sha256", secret)
        .update(pan?.subarray(0, ISSUER_DIGITS) ?? "")
        .digest("base64url");
      const waits = [
        perConversation.take(`${tenant} ${conversation}`),
        perAddress.take(address),
        perIssuer.take(`${tenant} ${issuer}`),
      ];
      return waits.every((wait) => wait === 0);
    },
  };
}
