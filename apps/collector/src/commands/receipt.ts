import type { ShredReceipt } from "@aside/vault";
import { SignJWT } from "jose";
import type { CallbackKey } from "../callback/callback-key.ts";

/** `typ` of a signed receipt. */
export const RECEIPT_TYP = "erasure-receipt+jwt";

/**
 * What was destroyed, as a JWS (EdDSA) that the keys of `collector/public.jwks.json` verify: for the tenant's files, or for the
 * person who asked. It names no value.
 */
export async function signReceipt(
  receipt: ShredReceipt,
  key: CallbackKey,
  issuer: string,
): Promise<string> {
  return await new SignJWT({ ...receipt })
    .setProtectedHeader({ alg: "EdDSA", typ: RECEIPT_TYP, kid: key.kid })
    .setIssuer(issuer)
    .setIssuedAt(Math.floor(receipt.at / 1_000))
    .sign(key.privateKey);
}
