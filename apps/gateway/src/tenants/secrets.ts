import { createHash, randomBytes } from "node:crypto";

/** What a bearer presents: the kind, the tenant it is looked up in, and 32 random bytes. */
export type SecretKind = "cs" | "as" | "ask";

export interface Bearer {
  readonly tenant: string;
  /** SHA-256 of the whole text; what is stored. */
  readonly hash: Buffer;
}

const shape = /^(cs|as|ask)_([a-z][a-z0-9-]{1,31})_([A-Za-z0-9_-]{43})$/;

export function createSecret(kind: SecretKind, tenant: string): string {
  return `${kind}_${tenant}_${randomBytes(32).toString("base64url")}`;
}

/** The tenant and the hash of a presented secret; null where it cannot be one of that kind. */
export function readSecret(kind: SecretKind, presented: string): Bearer | null {
  const match = shape.exec(presented);
  const tenant = match?.[2];
  if (match?.[1] !== kind || tenant === undefined) return null;
  return { tenant, hash: hashOf(presented) };
}

export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
