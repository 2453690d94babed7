import { toBase64url } from "./base64url.ts";
import type { SubmissionBinding } from "./context.ts";
import type { Suite } from "./suite.ts";

/** `sealedEnvelope` of `@aside/protocol`; binary parts in base64url. */
export interface SealedEnvelope {
  v: 1;
  suite: Suite;
  kid: string;
  jti: string;
  epk: string;
  n: string;
  ct: string;
}

/** What goes on the wire of a sealed submission. */
export function sealedEnvelope(
  suite: Suite,
  { kid, jti }: Pick<SubmissionBinding, "kid" | "jti">,
  { epk, n, ct }: { epk: Uint8Array; n: Uint8Array; ct: Uint8Array },
): SealedEnvelope {
  return { v: 1, suite, kid, jti, epk: toBase64url(epk), n: toBase64url(n), ct: toBase64url(ct) };
}
