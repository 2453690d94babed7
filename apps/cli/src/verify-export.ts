import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { verifyManifest } from "@aside/transcript/manifest";
import * as z from "zod";
import { CliError } from "./errors.ts";

const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

export interface Verified {
  /** What is right, in words. */
  readonly right: readonly string[];
  /** What does not match, in words; nothing when all does. */
  readonly wrong: readonly string[];
}

/**
 * Whether a file is the export that its manifest tells of, and whether the gateway signed that. Needs no network.
 *
 * @param file the export; its manifest is `FILE.manifest.json`
 * @param keysFile the gateway's public keys, `public.jwks.json`
 * @throws CliError `cannot_read`
 */
export async function verifyExport(file: string, keysFile: string): Promise<Verified> {
  const keys = keySet.safeParse(
    jsonOf(await read(keysFile, "the gateway's public keys; name them with --keys")),
  );
  if (!keys.success)
    throw new CliError(
      "cannot_read",
      `${keysFile} is no key set (JWKS). The gateway writes public.jwks.json.`,
    );
  const verdict = await verifyManifest(
    await read(
      `${file}.manifest.json`,
      "the manifest, which lies beside the export under its name",
    ),
    keys.data,
  );
  if (!verdict.ok) return { right: [], wrong: [SAID[verdict.why](verdict.fields)] };
  const { manifest, kid } = verdict;
  const right = [`the manifest was signed by the gateway's key ${kid}`];
  const wrong: string[] = [];
  const { bytes, digest, lines } = await digestOf(file);
  if (digest === manifest.digest)
    right.push(`the file is the signed one: ${bytes} bytes, ${digest}`);
  else if (bytes < manifest.bytes)
    wrong.push(`the file is cut short: ${bytes} of ${manifest.bytes} bytes`);
  else if (bytes > manifest.bytes)
    wrong.push(
      `the file is longer than what was signed: ${bytes} instead of ${manifest.bytes} bytes`,
    );
  else
    wrong.push(
      `the file's content was changed: its digest is ${digest}, signed was ${manifest.digest}`,
    );
  if (["openai", "sharegpt", "jsonl"].includes(manifest.format)) {
    if (lines === manifest.conversations)
      right.push(`it holds ${lines} conversations, as the manifest says`);
    else wrong.push(`it holds ${lines} conversations, the manifest says ${manifest.conversations}`);
  }
  return { right, wrong };
}

const SAID = {
  not_a_manifest: () => "the manifest is not one of an export (version 1)",
  unsigned: () => "the manifest is not signed: nothing says that it is this gateway's",
  unknown_key: () =>
    "the manifest was signed by a key that is not among the gateway's. Is it another gateway's, or an old key?",
  wrong_signature: () => "the manifest's signature is not valid: it was not made by this gateway",
  changed: (fields: readonly string[]) =>
    `the manifest was changed after it was signed, in: ${fields.join(", ")}`,
};

async function digestOf(file: string): Promise<{ bytes: number; digest: string; lines: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let lines = 0;
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 1_048_576 })) {
      if (!(piece instanceof Uint8Array)) continue;
      hash.update(piece);
      bytes += piece.byteLength;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
    }
  } catch (cause) {
    throw unreadable(file, "the export", cause);
  }
  return { bytes, digest: `sha256:${hash.digest("hex")}`, lines };
}

async function read(path: string, what: string): Promise<string> {
  return await readFile(path, "utf8").catch((cause: unknown) => {
    throw unreadable(path, what, cause);
  });
}

function unreadable(path: string, what: string, cause: unknown): CliError {
  return new CliError("cannot_read", `cannot read ${path} (${what}).`, { cause });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
