import * as z from "zod";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `cnv_` and 26 characters of Crockford base32: 128 random bits. */
export const conversationId = id("cnv");
export const captureId = id("cap");
export const messageId = id("msg");
export const agentId = matching(/^agt_[a-z0-9-]{1,40}$/);
export const observerId = matching(/^obs_[0-9a-hjkmnp-tv-z]{26}$/);
export const tenantId = matching(/^[a-z][a-z0-9-]{1,31}$/);

/** A position in one conversation's journal; the first event has 1, "nothing seen yet" is 0. */
export const seq = z.int().min(0);

/** Milliseconds since the epoch, by the server's clock. */
export const instant = z.int().positive();

/**
 * An id from 16 random bytes.
 *
 * @param prefix the kind: `cnv`, `cap`, `msg`, `obs`
 * @param random 16 bytes of a cryptographic generator
 */
export function createId(prefix: string, random: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of random.subarray(0, 16)) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((value >> bits) & 31);
    }
  }
  text += ALPHABET.charAt((value << (5 - bits)) & 31);
  return `${prefix}_${text}`;
}

function id(prefix: string) {
  return matching(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`));
}

function matching(pattern: RegExp) {
  return z.string().regex(pattern);
}
