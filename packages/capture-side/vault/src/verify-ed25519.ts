import { type KeyObject, verify } from "node:crypto";
import { chosenSodium } from "./sodium/choose-sodium.ts";

/**
 * Whether an Ed25519 signature holds (RFC 8032). By libsodium where it is machine code: at once, in half the time. Else by `node:crypto`, on
 * another thread, as others are answered meanwhile.
 */
export async function verifyEd25519(
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const atOnce = chosenSodium()?.verify;
  if (atOnce) return atOnce(bytesOf(key), message, signature);
  return await new Promise((resolve, reject) => {
    verify(null, message, key, signature, (error, holds) =>
      error === null ? resolve(holds) : reject(error),
    );
  });
}

const known = new WeakMap<KeyObject, Uint8Array>();

function bytesOf(key: KeyObject): Uint8Array {
  const found = known.get(key);
  if (found !== undefined) return found;
  const { x = "" } = key.export({ format: "jwk" });
  const bytes = new Uint8Array(Buffer.from(x, "base64url"));
  known.set(key, bytes);
  return bytes;
}
