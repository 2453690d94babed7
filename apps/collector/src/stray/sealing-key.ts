import { randomBytes, type KeyObject } from "node:crypto";
import { toBase64url } from "@aside/seal";
import { signCallback } from "../callback/sign-callback.ts";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";

/**
 * `GET /v1/sealing-key`: the key that strays are sealed to, as body and the headers that sign it, so that the gateway seals to no other.
 *
 * @throws Refusal `unavailable`
 */
export function sealingKey(collector: Collector, keys: readonly KeyObject[]) {
  const key = collector.vault.captureKeys.current("xc20p");
  // A collector that takes other suites only keeps no strays: the gateway cuts all the same.
  if (key === null) throw new Refusal("unavailable");
  const body = JSON.stringify({ kid: key.kid, publicKey: toBase64url(key.publicKey) });
  const id = `key_${randomBytes(8).toString("hex")}`;
  return { body, headers: signCallback(keys, { id, at: collector.now(), body }) };
}
