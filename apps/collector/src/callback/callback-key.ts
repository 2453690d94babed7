import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { createKeyFolder, readKeyFolder, ServiceError, writeAtomically } from "@aside/service";

/** An Ed25519 key that callbacks are signed with. */
export interface CallbackKey {
  kid: string;
  privateKey: KeyObject;
  /** The public half, base64url (RFC 8037). */
  x: string;
}

/** Makes a first key where the folder has none. It may hold several: each signs, while one replaces another. */
export const createCallbackKey = createKeyFolder;

/** @throws {ServiceError} `wrong_settings` for a file that holds no key */
export async function loadCallbackKeys(folder: string): Promise<CallbackKey[]> {
  const keys = await readKeyFolder(folder, (path, cause) => {
    const message = `${path} is not an Ed25519 private key in PEM (PKCS #8): restore it`;
    return new ServiceError("wrong_settings", message, { cause });
  });
  return keys.map((privateKey) => {
    const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
    const kid = createHash("sha256").update(x).digest("base64url").slice(0, 16);
    return { kid, privateKey, x };
  });
}

/** Writes the public halves as a JWK set (RFC 7517) for the gateway to read. */
export async function publishCallbackKeys(
  path: string,
  keys: readonly CallbackKey[],
): Promise<void> {
  const set = keys.map(({ kid, x }) => ({
    kty: "OKP",
    crv: "Ed25519",
    x,
    kid,
    use: "sig",
    alg: "EdDSA",
  }));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeAtomically(path, `${JSON.stringify({ keys: set }, null, 2)}\n`);
}
