import { createECDH, hkdfSync } from "node:crypto";
import type { Suite } from "@aside/seal";
import { KEY_INFO } from "@aside/seal/a256gcm";
import { randomBytes } from "./random.ts";
import { secretBytes } from "./secret-bytes.ts";
import { sodium } from "./sodium/choose-sodium.ts";

/** Bytes of a public key, of the collector's or of a form's. */
export const PUBLIC_KEY_BYTES = { xc20p: 32, a256gcm: 65 } as const satisfies Record<Suite, number>;

export interface CaptureKeyPair {
  publicKey: Uint8Array;
  /** 32 bytes. */
  secretKey: Uint8Array;
}

/** A new pair that forms seal to: X25519 or P-256. */
export function createCaptureKeyPair(suite: Suite): CaptureKeyPair {
  if (suite === "xc20p") return sodium().keyPair(randomBytes(32));
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  const scalar = pair.getPrivateKey();
  const secretKey = secretBytes(32);
  secretKey.set(scalar, 32 - scalar.length);
  scalar.fill(0);
  return { publicKey: new Uint8Array(pair.getPublicKey()), secretKey };
}

/** The key that a form with this ephemeral public key sealed with; null where that is no point or of low order. */
export function sharedKeyOf(suite: Suite, pair: CaptureKeyPair, epk: Uint8Array) {
  if (epk.length !== PUBLIC_KEY_BYTES[suite]) return null;
  return suite === "xc20p" ? sodium().receiveKey(pair, epk) : agreeP256(pair, epk);
}

function agreeP256({ publicKey, secretKey }: CaptureKeyPair, epk: Uint8Array): Uint8Array | null {
  const ours = createECDH("prime256v1");
  ours.setPrivateKey(secretKey);
  try {
    const shared = ours.computeSecret(epk);
    const salt = Buffer.concat([epk, publicKey]);
    const key = new Uint8Array(hkdfSync("sha256", shared, salt, KEY_INFO, 32));
    shared.fill(0);
    return key;
  } catch {
    return null;
  }
}
