import type { KeyObject } from "node:crypto";
import { sealingKeyReply } from "@aside/protocol";
import { fromBase64url, type SealingKey } from "@aside/seal";
import { verifyWebhook } from "./webhook-signature.ts";

/** The collector's key that strays are sealed to, as it was last heard. */
export interface SealingKeys {
  /** Null before the first answer, and where the last one is older than an hour. */
  current(): SealingKey | null;
  /** Asks the collector again where it is time. Never throws. */
  refresh(): Promise<void>;
}

/** A key that is not given out any more opens for two hours more: well within that. */
const FRESH = 5 * 60_000;
const USABLE = 60 * 60_000;
const TIMEOUT = 2_000;

export function sealingKeys(options: {
  readonly collectorOrigin: string;
  readonly keys: () => Promise<readonly KeyObject[]>;
  readonly now: () => number;
}): SealingKeys {
  const { collectorOrigin, keys, now } = options;
  let known: { readonly key: SealingKey; readonly at: number } | null = null;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    const response = await fetch(`${collectorOrigin}/v1/sealing-key`, {
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const body = Buffer.from(await response.arrayBuffer());
    const headers = Object.fromEntries(response.headers);
    if (!response.ok || !verifyWebhook(await keys(), headers, body, now()).ok) return;
    const { kid, publicKey } = sealingKeyReply.parse(JSON.parse(body.toString("utf8")));
    const bytes = fromBase64url(publicKey);
    if (bytes?.length === 32) known = { key: { kid, publicKey: bytes }, at: now() };
  };
  return {
    current: () => (known !== null && now() - known.at < USABLE ? known.key : null),
    async refresh() {
      if (known !== null && now() - known.at < FRESH) return;
      asking ??= ask()
        .catch(() => undefined)
        .finally(() => (asking = null));
      await asking;
    },
  };
}
