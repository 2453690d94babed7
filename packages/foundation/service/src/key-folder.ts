import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A folder of Ed25519 keys (`*.pem`, PKCS #8), one or, while one replaces another, several. Makes the folder (0700) and a first key (0600)
 * where there is none.
 */
export async function createKeyFolder(folder: string): Promise<void> {
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

/**
 * The private keys of a folder by the names of their files, the oldest first.
 *
 * @param broken makes the error for a file that holds no Ed25519 key, from its path
 */
export async function readKeyFolder(
  folder: string,
  broken: (path: string, cause: unknown) => Error,
): Promise<KeyObject[]> {
  const paths = (await pemFiles(folder)).map((file) => join(folder, file));
  return await Promise.all(
    paths.map(async (path) => {
      try {
        const key = createPrivateKey(await readFile(path));
        if (key.asymmetricKeyType !== "ed25519") throw new TypeError("not an Ed25519 key");
        return key;
      } catch (cause) {
        throw broken(path, cause);
      }
    }),
  );
}

async function pemFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".pem")).toSorted();
}
