import { type NoteTools, parseNoteKey } from "@aside/audit-log";
import { sha256, verifyEd25519 } from "@aside/service";
import { AuditError } from "./errors.ts";

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
