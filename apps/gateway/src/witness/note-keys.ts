import { readFile, stat } from "node:fs/promises";
import { type NoteTools, parseNoteKey } from "@aside/audit-log";
import { sha256, verifyEd25519 } from "@aside/service";

/** The keys of a file, one a line, as the collector writes it; read again when it changes. None while it is missing. */
export function noteKeys(path: string): () => Promise<NoteTools> {
  let stamp = "";
  let tools: NoteTools = { keys: [], sha256, verify: verifyEd25519 };
  return async () => {
    try {
      const { mtimeMs, size, ino } = await stat(path);
      if (stamp === `${mtimeMs} ${size} ${ino}`) return tools;
      const lines = (await readFile(path, "utf8")).split("\n");
      const keys = lines.flatMap((line) => parseNoteKey(line.trim(), sha256) ?? []);
      tools = { ...tools, keys };
      stamp = `${mtimeMs} ${size} ${ino}`;
    } catch {
      // The keys that are known stay.
    }
    return tools;
  };
}
