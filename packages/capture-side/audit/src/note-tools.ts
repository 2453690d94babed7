import { createPublicKey, verify } from "node:crypto";
import { type NoteTools, parseNoteKey } from "@aside/audit-log";
import { AuditError } from "./errors.ts";
import { sha256 } from "./sha256.ts";

/**
 * What notes are opened with, by the text forms of their keys.
 *
 * @throws AuditError `keys_unreadable`
 */
export function noteTools(publicKeys: readonly string[]): NoteTools {
  const keys = publicKeys.map((text) => {
    const key = parseNoteKey(text, sha256);
    if (key === null) throw new AuditError("keys_unreadable");
    return key;
  });
  return { keys, sha256, verify: verifyEd25519 };
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, message, key, signature);
}
