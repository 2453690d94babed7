import { createPublicKey, sign, verify, type KeyObject } from "node:crypto";

/** Headers of a signed message (Standard Webhooks 1.0). */
export interface WebhookHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/** A sender has a key or two while it changes them. Each more is a verification that whoever asks makes us do. */
const MOST_SIGNATURES = 4;

/** Seconds by which the sender's clock may differ from ours. */
export const TOLERANCE = 300;

/**
 * Signs a body as Standard Webhooks' asymmetric `v1a`: Ed25519 over `id.timestamp.body`, base64.
 *
 * @param at milliseconds since the epoch
 * @param keys each adds a signature, so that a receiver may hold either while keys change
 */
export function signWebhook(
  keys: readonly KeyObject[],
  id: string,
  at: number,
  body: string,
): WebhookHeaders {
  const timestamp = String(Math.floor(at / 1000));
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keys.map((key) => `v1a,${sign(null, signed, key).toString("base64")}`);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

export type WebhookVerdict =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly why: "malformed" | "too_old_or_new" | "signature" };

/**
 * Whether one of several signatures is by one of several keys, over these very bytes and about now.
 *
 * @param headers lower-case names, as node gives them
 * @param now milliseconds since the epoch
 */
export function verifyWebhook(
  keys: readonly KeyObject[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Uint8Array,
  now: number,
): WebhookVerdict {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signature = headers["webhook-signature"];
  if (typeof id !== "string" || !/^[A-Za-z0-9_-]{1,80}$/.test(id)) return refuse("malformed");
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) return refuse("malformed");
  if (typeof signature !== "string" || signature.length > 2_000) return refuse("malformed");
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE) return refuse("too_old_or_new");
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  for (const part of signature.split(" ").slice(0, MOST_SIGNATURES)) {
    if (!part.startsWith("v1a,")) continue;
    const given = Buffer.from(part.slice(4), "base64");
    if (given.length !== 64) continue;
    if (keys.some((key) => verify(null, signed, key, given))) return { ok: true, id };
  }
  return refuse("signature");
}

/** An Ed25519 public key from its JWK's `x` (RFC 8037). */
export function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

function refuse(why: "malformed" | "too_old_or_new" | "signature"): WebhookVerdict {
  return { ok: false, why };
}
