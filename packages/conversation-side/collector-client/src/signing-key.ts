import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { mkdir, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await pemFiles(folder)).length === 0) await createKey(join(folder, "001.pem"));
  return await Promise.all((await pemFiles(folder)).map((file) => loadKey(join(folder, file))));
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

async function pemFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".pem")).toSorted();
}

async function createKey(path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function loadKey(path: string): Promise<SigningKey> {
  try {
    return await signingKey(createPrivateKey(await readFile(path)));
  } catch (cause) {
    const message = `${path} is not an Ed25519 private key in PEM (PKCS #8): restore it, or remove it so that a new one is made`;
    throw new CollectorClientError("keys_unreadable", message, { cause });
  }
}
