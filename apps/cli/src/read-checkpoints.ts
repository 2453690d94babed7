import { readFile } from "node:fs/promises";
import { logLine, type LogLine } from "@aside/audit-log";
import { CliError } from "./errors.ts";

/**
 * Signed notes of a file: one note as it is, or JSON lines that hold one each.
 *
 * @throws CliError `cannot_read`
 */
export async function readCheckpoints(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new CliError("cannot_read", `${file} cannot be read.`, { cause });
  });
  if (!text.startsWith("{")) return [text];
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line, index) => {
    const parsed = lineOf(line);
    if (parsed !== null && "checkpoint" in parsed) return parsed.checkpoint;
    throw new CliError("cannot_read", `${file}, line ${index + 1}: that is no checkpoint.`);
  });
}

function lineOf(line: string): LogLine | null {
  try {
    return logLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
