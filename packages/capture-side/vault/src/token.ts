import sodium from "libsodium-wrappers";
import { createId } from "@aside/protocol";
import { randomBytes } from "./random.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** A run of digits that a scanner for card numbers could stop at. */
const NUMBER_LIKE = /(?:\d_?){9}/;

/**
 * `tok_<8: tenant tag>_<26: 128 random bits>_<2: check>`. Random, not derived from a value; never shaped like a card number.
 */
export function createToken(tenant: string): string {
  for (;;) {
    const body = createId(`tok_${tenantTag(tenant)}`, randomBytes(16));
    const token = `${body}_${check(body)}`;
    if (!NUMBER_LIKE.test(token)) return token;
  }
}

/** Whether a text is a token of this tenant without a typing error. Says nothing about whether it exists. */
export function isTokenOf(tenant: string, token: string): boolean {
  const body = token.slice(0, -3);
  return body.startsWith(`tok_${tenantTag(tenant)}_`) && token === `${body}_${check(body)}`;
}

function tenantTag(tenant: string): string {
  const known = tags.get(tenant);
  if (known !== undefined) return known;
  const tag = letters(sodium.crypto_generichash(8, `tenant tag ${tenant}`, null));
  if (tags.size === MOST_TAGS) tags.clear();
  tags.set(tenant, tag);
  return tag;
}

/** Each is asked for twice a record. */
const tags = new Map<string, string>();
const MOST_TAGS = 10_000;

function check(body: string): string {
  return letters(sodium.crypto_generichash(16, `token check ${body}`, null).subarray(0, 2));
}

function letters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join("");
}
