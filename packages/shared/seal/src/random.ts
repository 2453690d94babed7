// The one global of WebCrypto that browsers and Node share; libsodium's own generator is 30 times slower.
declare const crypto: { getRandomValues(target: Uint8Array): Uint8Array };

/** Bytes of the platform's cryptographic generator. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  crypto.getRandomValues(bytes);
  return bytes;
}
