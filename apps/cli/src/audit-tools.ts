import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type NoteTools, parseNoteKey } from "@aside/audit-log";
import { sha256, verifyEd25519 } from "@aside/service";
import { CliError } from "./errors.ts";

/**
 * What checkpoints are verified with.
 *
 * @param path of the keys' file, one a line; without one, the data folder's
 * @throws CliError `no_key`
 */
export async function auditTools(path: string | undefined): Promise<NoteTools> {
  const file = path ?? join(process.env["ASIDE_DATA"] ?? ".data", "collector", "audit.keys");
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const keys = lines.flatMap((line) => parseNoteKey(line.trim(), sha256) ?? []);
  if (keys.length === 0 || keys.length < lines.length) {
    throw new CliError(
      "no_key",
      `${file} holds no keys of an audit log. Name the collector's audit.keys with --keys.`,
    );
  }
  return { keys, sha256, verify: verifyEd25519 };
}
