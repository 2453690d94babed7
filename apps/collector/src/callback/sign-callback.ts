import { sign, type KeyObject } from "node:crypto";

/**
 * The headers of a Standard Webhooks message, asymmetric scheme `v1a`: Ed25519 over `id.timestamp.body`, one signature a key.
 *
 * @param at milliseconds since the epoch
 */
export function signCallback(
  keys: readonly KeyObject[],
  message: { id: string; at: number; body: string },
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const timestamp = String(Math.floor(message.at / 1_000));
  const signed = Buffer.from(`${message.id}.${timestamp}.${message.body}`);
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": keys
      .map((key) => `v1a,${sign(null, signed, key).toString("base64")}`)
      .join(" "),
  };
}
