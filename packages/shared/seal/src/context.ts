import { SealError } from "./errors.ts";
import type { Suite } from "./suite.ts";
import { utf8 } from "./utf8.ts";

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
  const encoded = parts.map((part) => (typeof part === "string" ? utf8(part) : part));
  const bytes = new Uint8Array(encoded.reduce((sum, part) => sum + 2 + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    if (part.length > 0xffff) throw new SealError("bad_context");
    bytes[at] = part.length >> 8;
    bytes[at + 1] = part.length & 0xff;
    bytes.set(part, at + 2);
    at += 2 + part.length;
  }
  return bytes;
}

/** `a || b`. */
export function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
