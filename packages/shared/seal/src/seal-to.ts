import { concat } from "./context.ts";
import type { Ephemeral } from "./ephemeral.ts";
import { SealError } from "./errors.ts";
import { pad } from "./padding.ts";
import { randomBytes } from "./random.ts";
import { sodium } from "./sodium.ts";

/** A key of the collector to seal to. */
export interface SealingKey {
  kid: string;
  /** X25519, 32 bytes. */
  publicKey: Uint8Array;
}

/**
 * `k = kx_client(epk, esk, pk).tx`, `ct = XChaCha20-Poly1305(pad(bytes), AD = context || epk, n, k)`.
 * `bytes` are wiped.
 *
 * @throws SealError `bad_key`
 */
export function sealTo(
  publicKey: Uint8Array,
  ephemeral: Ephemeral,
  context: Uint8Array,
  bytes: Uint8Array,
): { n: Uint8Array; ct: Uint8Array } {
  const padded = pad(bytes);
  sodium.memzero(bytes);
  const keys = sessionKeys(publicKey, ephemeral);
  const n = randomBytes(24);
  const ct = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    padded,
    concat(context, ephemeral.publicKey),
    null,
    n,
    keys.sharedTx,
  );
  for (const secret of [padded, keys.sharedRx, keys.sharedTx]) sodium.memzero(secret);
  return { n, ct };
}

function sessionKeys(publicKey: Uint8Array, { publicKey: epk, secretKey }: Ephemeral) {
  try {
    return sodium.crypto_kx_client_session_keys(epk, secretKey, publicKey);
  } catch (cause) {
    throw new SealError("bad_key", { cause });
  }
}
