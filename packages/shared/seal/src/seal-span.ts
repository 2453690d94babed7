import { spanContext } from "./context.ts";
import { createEphemeral } from "./ephemeral.ts";
import { SealError } from "./errors.ts";
import { type SealingKey, sealTo } from "./seal-to.ts";
import { sodium } from "./sodium.ts";
import { utf8 } from "./utf8.ts";

/** A sealed span, taken apart. */
export interface SealedSpan {
  kid: string;
  epk: Uint8Array;
  n: Uint8Array;
  ct: Uint8Array;
}

/**
 * Seals bytes that came where they should not to the collector's key: `1:u8 kidLength:u8 kid epk(32) n(24) ct`.
 * `bytes` are wiped.
 *
 * @param context what it is bound to, e.g. tenant, conversation and message; the collector must give the same
 * @throws SealError `bad_key`, `bad_context`
 */
export function sealSpan(
  key: SealingKey,
  bytes: Uint8Array,
  context: readonly string[],
): Uint8Array {
  const kid = utf8(key.kid);
  if (kid.length > 40) throw new SealError("bad_key");
  const ephemeral = createEphemeral();
  const { n, ct } = sealTo(key.publicKey, ephemeral, spanContext(key.kid, context), bytes);
  sodium.memzero(ephemeral.secretKey);
  return Uint8Array.from([1, kid.length, ...kid, ...ephemeral.publicKey, ...n, ...ct]);
}

/** The parts of what {@link sealSpan} made, or null where it is not that. */
export function parseSpan(sealed: Uint8Array): SealedSpan | null {
  const kidEnd = 2 + (sealed[1] ?? 0);
  if (sealed[0] !== 1 || sealed.length < kidEnd + 32 + 24 + 16) return null;
  return {
    kid: String.fromCharCode(...sealed.subarray(2, kidEnd)),
    epk: sealed.subarray(kidEnd, kidEnd + 32),
    n: sealed.subarray(kidEnd + 32, kidEnd + 56),
    ct: sealed.subarray(kidEnd + 56),
  };
}
