import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { mkdir, open, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeAtomically } from "@aside/service";

/** An Ed25519 key that callbacks are signed with. */
export interface CallbackKey {
  kid: string;
  privateKey: KeyObject;
  /** The public half, base64url (RFC 8037). */
  x: string;
}

/** Makes a first key where the folder has none. The folder may hold several (`*.pem`, PKCS #8): each signs, while one replaces another. */
export async function createCallbackKey(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await pemFiles(folder)).length > 0) return;
  const file = await open(join(folder, "001.pem"), "wx", 0o600);
  try {
    const { privateKey } = generateKeyPairSync("ed25519");
    await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function loadCallbackKeys(folder: string): Promise<CallbackKey[]> {
  const files = await pemFiles(folder);
  return await Promise.all(
    files.map(async (file) => {
      const privateKey = createPrivateKey(await readFile(join(folder, file)));
      const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
      const kid = createHash("sha256").update(x).digest("base64url").slice(0, 16);
      return { kid, privateKey, x };
    }),
  );
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

async function pemFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".pem")).toSorted();
}
