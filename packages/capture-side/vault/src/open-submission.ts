import {
  concat,
  decodeFields,
  type Field,
  parseSpan,
  spanContext,
  submissionContext,
  type SealedEnvelope,
  type SubmissionBinding,
  type Suite,
  unpad,
} from "@aside/seal";
import { decryptWith } from "./aead.ts";
import { bytesOfBase64url } from "./base64url.ts";
import { type CaptureKeyPair, sharedKeyOf } from "./capture-key-pair.ts";
import { VaultError } from "./errors.ts";
import { secretCopy } from "./secret-bytes.ts";

/** A key that forms seal to, with its private half. */
export interface CaptureKey extends CaptureKeyPair {
  kid: string;
  suite: Suite;
}

/** What was sealed, opened in one buffer: the fields' bytes are views into it, and `wipe` zeroes them all. */
export interface OpenedSubmission {
  fields: Field[];
  wipe(): void;
}

/**
 * Opens what a form sealed. `binding.templateHash` is that of the key's suite.
 *
 * @throws VaultError `seal_invalid` where any part differs from what it was sealed with, the suite included
 */
export function openSubmission(
  key: CaptureKey,
  envelope: SealedEnvelope,
  binding: Omit<SubmissionBinding, "kid">,
): OpenedSubmission {
  if (envelope.suite !== key.suite) throw new VaultError("seal_invalid");
  const [epk, n, ct] = [envelope.epk, envelope.n, envelope.ct].map(bytesOfBase64url);
  if (!epk || !n || !ct) throw new VaultError("seal_invalid");
  const context = submissionContext(key.suite, { ...binding, kid: envelope.kid });
  const padded = open(key, context, { epk, n, ct });
  if (padded === null) throw new VaultError("seal_invalid");
  const wipe = () => void padded.fill(0);
  try {
    return { fields: decodeFields(unpad(padded)), wipe };
  } catch {
    wipe();
    throw new VaultError("seal_invalid");
  }
}

/**
 * Opens what `sealSpan` sealed. The caller wipes what it gets.
 *
 * @throws VaultError `span_invalid`
 */
export function openSpan(
  key: CaptureKey,
  sealed: Uint8Array,
  context: readonly string[],
): Uint8Array {
  const span = parseSpan(sealed);
  const padded = span && open(key, spanContext(span.kid, context), span);
  if (!padded) throw new VaultError("span_invalid");
  try {
    return secretCopy(unpad(padded));
  } catch {
    throw new VaultError("span_invalid");
  } finally {
    padded.fill(0);
  }
}

function open(
  key: CaptureKey,
  context: Uint8Array,
  sealed: { epk: Uint8Array; n: Uint8Array; ct: Uint8Array },
): Uint8Array | null {
  const secret = sharedKeyOf(key.suite, key, sealed.epk);
  if (secret === null) return null;
  const data = concat(context, sealed.epk);
  const bytes = decryptWith(key.suite, secret, data, sealed.n, sealed.ct);
  secret.fill(0);
  return bytes;
}
