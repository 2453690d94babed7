import { SealError } from "./errors.ts";
import type { Suite } from "./suite.ts";
import { putUtf8 } from "./utf8.ts";

/** What a sealed submission is bound to. Any difference between the two ends and it does not open. */
export interface SubmissionBinding {
  tenant: string;
  capture: string;
  /** Of the ticket that opened the form. */
  jti: string;
  /** `hashTemplate` of the suite, of the template exactly as the open reply held it. */
  templateHash: Uint8Array;
  /** Of the capture key that it is sealed to. */
  kid: string;
}

/** The associated data of a submission, before the ephemeral public key is added. */
export function submissionContext(suite: Suite, binding: SubmissionBinding): Uint8Array {
  return encodeContext([
    "vc1",
    suite,
    binding.tenant,
    binding.capture,
    binding.jti,
    binding.templateHash,
    binding.kid,
  ]);
}

/** The associated data of a stray span, before the ephemeral public key is added. */
export function spanContext(kid: string, context: readonly string[]): Uint8Array {
  return encodeContext(["vs1", "xc20p", kid, ...context]);
}

/** Parts, each behind its length in two bytes (big endian): no two lists of parts share an encoding. */
export function encodeContext(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const most = parts.reduce(
    (sum, part) => sum + 2 + part.length * (typeof part === "string" ? 3 : 1),
    0,
  );
  const bytes = new Uint8Array(most);
  let at = 0;
  for (const part of parts) {
    const length = typeof part === "string" ? putUtf8(part, bytes, at + 2) : part.length;
    if (typeof part !== "string") bytes.set(part, at + 2);
    if (length > 0xffff) throw new SealError("bad_context");
    bytes[at] = length >> 8;
    bytes[at + 1] = length & 0xff;
    at += 2 + length;
  }
  return bytes.subarray(0, at);
}

/** `a || b`. */
export function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
