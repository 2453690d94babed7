import { createPublicKey, type KeyObject } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { createKeyFolder, readKeyFolder } from "@aside/service";
import { calculateJwkThumbprint, type JWK } from "jose";
import { CollectorClientError } from "./errors.ts";

/** An Ed25519 key pair and the name it is published under. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

/**
 * The signing keys of a folder, one `*.pem` (PKCS #8) each, newest name last; creates one where there is none. The last signs, all are
 * published, so that a key is changed by adding one and, after the longest lifetime of a ticket, removing the other.
 *
 * @throws {CollectorClientError} `keys_unreadable`
 */
export async function loadSigningKeys(folder: string): Promise<readonly SigningKey[]> {
  await createKeyFolder(folder);
  const keys = await readKeyFolder(folder, (path, cause) => {
    const message = `${path} is not an Ed25519 private key in PEM (PKCS #8): restore it, or remove it so that a new one is made`;
    return new CollectorClientError("keys_unreadable", message, { cause });
  });
  return await Promise.all(keys.map(signingKey));
}

/** A key pair from its private half. */
export async function signingKey(privateKey: KeyObject): Promise<SigningKey> {
  const { crv, kty, x } = createPublicKey(privateKey).export({ format: "jwk" });
  if (kty !== "OKP" || crv !== "Ed25519" || x === undefined)
    throw new TypeError("not an Ed25519 key");
  const kid = (await calculateJwkThumbprint({ kty, crv, x })).slice(0, 16);
  return { kid, privateKey, publicJwk: { kty, crv, x, kid, use: "sig", alg: "EdDSA" } };
}

/** Writes the public halves as a JWK set (RFC 7517), whole or not at all. */
export async function publishKeys(path: string, keys: readonly SigningKey[]): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  const text = `${JSON.stringify({ keys: keys.map((key) => key.publicJwk) }, null, 2)}\n`;
  await writeFile(draft, text, { mode: 0o644 });
  await rename(draft, path);
}
