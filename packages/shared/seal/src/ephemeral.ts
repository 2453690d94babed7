import { randomBytes } from "./random.ts";
import { sodium } from "./sodium.ts";

/** An X25519 key pair made for one opening of one form. */
export interface Ephemeral {
  publicKey: Uint8Array;
  secretKey: Uint8Array;
}

export function createEphemeral(): Ephemeral {
  const seed = randomBytes(32);
  const pair = sodium.crypto_kx_seed_keypair(seed);
  sodium.memzero(seed);
  return { publicKey: pair.publicKey, secretKey: pair.privateKey };
}
