/** What is used of WebCrypto, a global of browsers and Node alike, for packages without DOM or Node types. */
declare const crypto: { readonly subtle: Subtle };

/** A key that WebCrypto holds; its private bytes do not come out. */
export interface CryptoKey {
  readonly type: string;
}

interface Subtle {
  digest(algorithm: "SHA-256", bytes: Uint8Array): Promise<ArrayBuffer>;
  generateKey(
    algorithm: { name: "ECDH"; namedCurve: "P-256" } | { name: "X25519" },
    extractable: boolean,
    uses: readonly string[],
  ): Promise<{ publicKey: CryptoKey; privateKey: CryptoKey }>;
  exportKey(format: "raw" | "pkcs8", key: CryptoKey): Promise<ArrayBuffer>;
  importKey(
    format: "raw",
    bytes: Uint8Array,
    algorithm: object | string,
    extractable: boolean,
    uses: readonly string[],
  ): Promise<CryptoKey>;
  deriveBits(algorithm: object, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
  deriveKey(
    algorithm: object,
    key: CryptoKey,
    derived: object,
    extractable: boolean,
    uses: readonly string[],
  ): Promise<CryptoKey>;
  encrypt(algorithm: object, key: CryptoKey, bytes: Uint8Array): Promise<ArrayBuffer>;
}

export const { subtle } = crypto;
