import sodium from "libsodium-wrappers";
import {
  concat,
  decodeFields,
  type Field,
  fromBase64url,
  parseSpan,
  spanContext,
  submissionContext,
  type SealedEnvelope,
  type SubmissionBinding,
  unpad,
} from "@aside/seal";
import { decryptWith } from "./aead.ts";
import { VaultError } from "./errors.ts";

/** The private half of a key that forms seal to. */
export interface CaptureKey {
  kid: string;
  publicKey: Uint8Array;
  secretKey: Uint8Array;
}

/** What was sealed, opened in one buffer: the fields' bytes are views into it, and `wipe` zeroes them all. */
export interface OpenedSubmission {
  fields: Field[];
  wipe(): void;
}

/**
 * Opens what `sealSubmission` sealed.
 *
 * @throws VaultError `seal_invalid` where any part differs from what it was sealed with
 */
export function openSubmission(
  key: CaptureKey,
  envelope: SealedEnvelope,
  binding: Omit<SubmissionBinding, "kid">,
): OpenedSubmission {
  const [epk, n, ct] = [envelope.epk, envelope.n, envelope.ct].map(fromBase64url);
  if (!epk || !n || !ct) throw new VaultError("seal_invalid");
  const padded = open(key, submissionContext({ ...binding, kid: envelope.kid }), { epk, n, ct });
  if (padded === null) throw new VaultError("seal_invalid");
  const wipe = () => sodium.memzero(padded);
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
  const bytes = unpad(padded).slice();
  sodium.memzero(padded);
  return bytes;
}

function open(
  key: CaptureKey,
  context: Uint8Array,
  sealed: { epk: Uint8Array; n: Uint8Array; ct: Uint8Array },
): Uint8Array | null {
  if (sealed.epk.length !== 32 || sealed.n.length !== 24) return null;
  const keys = sessionKeys(key, sealed.epk);
  if (keys === null) return null;
  const bytes = decryptWith(keys.sharedRx, concat(context, sealed.epk), sealed.n, sealed.ct);
  sodium.memzero(keys.sharedRx);
  sodium.memzero(keys.sharedTx);
  return bytes;
}

/** null where the other side's key is of low order. */
function sessionKeys(key: CaptureKey, epk: Uint8Array) {
  try {
    return sodium.crypto_kx_server_session_keys(key.publicKey, key.secretKey, epk);
  } catch {
    return null;
  }
}
