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
    if (!NUMBER_LIKE.test(token.slice(13))) return token;
  }
}

/** Whether a text is a token of this tenant without a typing error. Says nothing about whether it exists. */
export function isTokenOf(tenant: string, token: string): boolean {
  const body = token.slice(0, -3);
  return body.startsWith(`tok_${tenantTag(tenant)}_`) && token === `${body}_${check(body)}`;
}

function tenantTag(tenant: string): string {
  return letters(sodium.crypto_generichash(8, `tenant tag ${tenant}`, null));
}

function check(body: string): string {
  return letters(sodium.crypto_generichash(16, `token check ${body}`, null)).slice(0, 2);
}

function letters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join("");
}
