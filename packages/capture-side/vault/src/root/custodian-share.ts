import { createHash, hkdfSync } from "node:crypto";
import { VaultError } from "../errors.ts";
import { randomBytes } from "../random.ts";
import { ROOT_KEY_BYTES } from "./local-root.ts";

const SHARE = /^aside-share-([12]):([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]):([0-9a-f]{8})\s*$/;
const SHARE_BYTES = 32;

/** One of the two halves of a root key, each random and made by its custodian alone. */
export interface CustodianShare {
  number: 1 | 2;
  bytes: Uint8Array;
}

/**
 * A new share as its custodian keeps it: `aside-share-1:<43 base64url>:<8 hex check value>`. The check value finds a letter
 * that was mistyped; it is written down and may be read out.
 */
export function createShare(number: 1 | 2): { text: string; check: string } {
  const bytes = randomBytes(SHARE_BYTES);
  const check = shareCheck(number, bytes);
  const text = `aside-share-${number}:${Buffer.from(bytes).toString("base64url")}:${check}\n`;
  bytes.fill(0);
  return { text, check };
}

/** @throws VaultError `share_unreadable` */
export function parseShare(text: string): CustodianShare {
  const [, number, letters = "", check] = SHARE.exec(text) ?? [];
  const bytes = new Uint8Array(Buffer.from(letters, "base64url"));
  const which = number === "1" ? 1 : 2;
  if (number === undefined || shareCheck(which, bytes) !== check) {
    throw new VaultError("share_unreadable");
  }
  return { number: which, bytes };
}

/**
 * The root key of two shares: HKDF-SHA-256 over both. With one share nothing of the key is known, and whoever makes the second
 * cannot choose the key. Zeroes the shares.
 *
 * @throws VaultError `share_unreadable` where it is the same share twice
 */
export function joinShares(one: CustodianShare, two: CustodianShare): Uint8Array {
  const [first, second] = [one, two].toSorted((a, b) => a.number - b.number);
  if (first?.number !== 1 || second?.number !== 2) throw new VaultError("share_unreadable");
  const both = new Uint8Array(2 * SHARE_BYTES);
  both.set(first.bytes);
  both.set(second.bytes, SHARE_BYTES);
  const key = hkdfSync("sha256", both, "aside", "root key of two custodians", ROOT_KEY_BYTES);
  for (const secret of [both, first.bytes, second.bytes]) secret.fill(0);
  return new Uint8Array(key);
}

function shareCheck(number: 1 | 2, bytes: Uint8Array): string {
  const hash = createHash("sha256").update(`aside share ${number} `).update(bytes);
  return hash.digest("hex").slice(0, 8);
}
