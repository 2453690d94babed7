import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import * as z from "zod";
import type { CollectorLog } from "../events.ts";

const jwks = z.object({
  keys: z
    .array(
      z.object({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        kid: z.string().min(1).max(100),
        x: z.string().max(64),
      }),
    )
    .min(1)
    .max(20),
});

/** Who may sign tickets and commands, by the id of the key. The file is read again when it changed, at most once a second. */
export interface GatewayKeys {
  find(kid: string): Promise<KeyObject | null>;
  /** How many are known now, the file having been looked at. */
  count(): Promise<number>;
}

export async function openGatewayKeys(options: {
  path: string;
  now: () => number;
  log: CollectorLog;
}): Promise<GatewayKeys> {
  const { path, now, log } = options;
  let keys = new Map<string, KeyObject>();
  let stamp = "";
  let looked = Number.NEGATIVE_INFINITY;

  const refresh = async () => {
    looked = now();
    const found = await read(path);
    if (found === null || found.stamp === stamp) return;
    stamp = found.stamp;
    keys = found.keys;
    log("gateway keys", { count: keys.size });
  };
  const look = async () => {
    if (Math.abs(now() - looked) >= 1_000) await refresh();
  };
  await refresh();
  if (keys.size === 0) log("gateway keys missing");
  return {
    async find(kid) {
      if (!keys.has(kid) || now() - looked >= 10_000) await look();
      return keys.get(kid) ?? null;
    },
    async count() {
      await look();
      return keys.size;
    },
  };
}

/** null while the file is missing or is no key set: the keys that are known stay. */
async function read(path: string) {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    const parsed = jwks.parse(JSON.parse(await readFile(path, "utf8")));
    const keys = parsed.keys.map(
      ({ kid, ...key }) => [kid, createPublicKey({ key, format: "jwk" })] as const,
    );
    return { stamp: `${mtimeMs} ${size} ${ino}`, keys: new Map(keys) };
  } catch {
    return null;
  }
}
