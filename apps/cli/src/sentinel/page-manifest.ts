import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import * as z from "zod";
import { CliError } from "../errors.ts";

const script = z.strictObject({
  /** From the page's own origin its path, else its whole address; `inline` for one that stands in the page. */
  path: z.string(),
  /** SHA-384, base64. */
  sha384: z.string(),
  why: z.string().trim().min(1),
});

/** What a page was when it was released: the headers that protect it, and every script that it may run. */
export const pageManifest = z.strictObject({
  v: z.literal(1),
  page: z.string(),
  signedAt: z.iso.datetime(),
  headers: z.record(z.string(), z.string()),
  scripts: z.array(script.extend({ seen: z.boolean() })),
});

/** `scripts.json`, as a build of ours writes it, or as you write it for your own page. */
export const scriptList = z.strictObject({ scripts: z.array(script) });

export type PageManifest = z.infer<typeof pageManifest>;
export type ListedScript = z.infer<typeof script>;

/**
 * Writes the manifest and beside it `FILE.sig`, its Ed25519 signature (base64, over the file's bytes). Makes the key where there is none:
 * keep it away from the servers whose pages it answers for.
 */
export async function writeManifest(path: string, manifest: PageManifest, keyFile: string) {
  if (!existsSync(keyFile)) await createKey(keyFile);
  const key = createPrivateKey(await readFile(keyFile));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(path, text);
  await writeFile(`${path}.sig`, `${sign(null, Buffer.from(text), key).toString("base64")}\n`);
}

/** @throws CliError `not_signed` where the signature is missing or is of other bytes or another key */
export async function readManifest(path: string, publicKeyFile: string): Promise<PageManifest> {
  const [text, signature, key] = await Promise.all(
    [path, `${path}.sig`, publicKeyFile].map((file) => read(file)),
  );
  const good = verify(
    null,
    Buffer.from(text ?? ""),
    createPublicKey(key ?? ""),
    Buffer.from(signature ?? "", "base64"),
  );
  if (!good)
    throw new CliError("not_signed", `${path} is not what the key of ${publicKeyFile} signed`);
  const parsed = pageManifest.safeParse(JSON.parse(text ?? ""));
  if (!parsed.success) throw new CliError("not_signed", `${path} is no manifest of a page`);
  return parsed.data;
}

async function createKey(path: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = { type: "pkcs8", format: "pem" } as const;
  await writeFile(path, privateKey.export(pem), { mode: 0o600, flag: "wx" });
  await writeFile(`${path}.pub`, publicKey.export({ type: "spki", format: "pem" }));
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new CliError("not_signed", `${path} cannot be read`, { cause });
  }
}
