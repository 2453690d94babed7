import type { KeyObject } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import * as z from "zod";
import { publicKeyOf } from "./webhook-signature.ts";

const keySet = z.object({
  keys: z.array(
    z.object({ kty: z.string(), crv: z.string().optional(), x: z.string().optional() }),
  ),
});

export interface CollectorKeys {
  /** The collector's public signing keys; none while its file is missing or cannot be read. Read again when the file changes. */
  current(): Promise<readonly KeyObject[]>;
}

/** The collector's public keys from its JWK set file. Other kinds of key in it, such as the ones forms seal to, are passed over. */
export function collectorKeys(path: string): CollectorKeys {
  let known: { readonly stamp: string; readonly keys: readonly KeyObject[] } | null = null;
  return {
    async current() {
      try {
        const { mtimeMs, size, ino } = await stat(path);
        const stamp = `${mtimeMs} ${size} ${ino}`;
        if (known?.stamp !== stamp) known = { stamp, keys: await readKeys(path) };
        return known.keys;
      } catch {
        return known?.keys ?? [];
      }
    },
  };
}

async function readKeys(path: string): Promise<readonly KeyObject[]> {
  const { keys } = keySet.parse(JSON.parse(await readFile(path, "utf8")));
  return keys.flatMap(({ kty, crv, x }) =>
    kty === "OKP" && crv === "Ed25519" && x !== undefined ? [publicKeyOf(x)] : [],
  );
}
