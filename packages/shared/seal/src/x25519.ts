import { subtle } from "./a256gcm/web-crypto.ts";
import type { Ephemeral } from "./ephemeral.ts";

export type { Ephemeral } from "./ephemeral.ts";

/**
 * A pair as `createEphemeral` makes it, by WebCrypto: there before libsodium is. Rejects where the browser knows no X25519 (Chromium before 133,
 * Firefox before 130, Safari before 17).
 */
export async function createX25519Ephemeral(): Promise<Ephemeral> {
  const pair = await subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const [raw, exported] = await Promise.all([
    subtle.exportKey("raw", pair.publicKey),
    subtle.exportKey("pkcs8", pair.privateKey),
  ]);
  const publicKey = new Uint8Array(raw);
  const pkcs8 = new Uint8Array(exported);
  // RFC 8410, section 7: the scalar is the last of it.
  const secretKey = pkcs8.slice(-32);
  pkcs8.fill(0);
  return { publicKey, secretKey };
}
