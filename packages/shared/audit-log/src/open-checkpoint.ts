import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import type { Sha256 } from "./sha256.ts";
import { isSignedBy, type NoteKey, parseNote, type VerifyEd25519 } from "./signed-note.ts";

/** What notes are opened with. */
export interface NoteTools {
  readonly keys: readonly NoteKey[];
  readonly sha256: Sha256;
  readonly verify: VerifyEd25519;
}

/** The checkpoint in a signed note, or null where none of the keys has signed it. */
export function openCheckpoint(note: string, tools: NoteTools): Checkpoint | null {
  const parsed = parseNote(note);
  if (parsed === null || !isSignedBy(parsed, tools.keys, tools)) return null;
  return parseCheckpoint(parsed.text);
}
