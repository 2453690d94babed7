import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import { link, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "./errors.ts";
import { writeAtomically } from "./write-atomically.ts";

/**
 * A folder of Ed25519 keys (`*.pem`, PKCS #8), one or, while one replaces another, several. Makes the folder (0700) and a first key (0600)
 * where there is none: whole, whatever ends the process meanwhile.
 */
export async function createKeyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await pemFiles(folder)).length > 0) return;
  const { privateKey } = generateKeyPairSync("ed25519");
  const draft = join(folder, `001.${process.pid}.${randomBytes(4).toString("hex")}.tmp`);
  await writeAtomically(draft, privateKey.export({ type: "pkcs8", format: "pem" }));
  try {
    // link() makes the name together with its content, and only where nobody else has made it meanwhile.
    await link(draft, join(folder, "001.pem"));
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
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
