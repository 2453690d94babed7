import type { KeyObject } from "node:crypto";
import { MANIFEST_TYP, type ExportManifest, type SignedManifest } from "@aside/protocol";
import { CompactSign } from "jose";
import { canonical } from "./canonical.ts";

/** A manifest with a JWS (RFC 7515) over its canonical text, by Ed25519 (RFC 8037). */
export async function signManifest(
  manifest: ExportManifest,
  key: { readonly kid: string; readonly privateKey: KeyObject },
): Promise<SignedManifest> {
  const signature = await new CompactSign(Buffer.from(canonical(manifest), "utf8"))
    .setProtectedHeader({ alg: "EdDSA", typ: MANIFEST_TYP, kid: key.kid })
    .sign(key.privateKey);
  return { manifest, signature };
}
