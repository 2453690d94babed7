import * as z from "zod";
import { toBase64 } from "./bytes.ts";
import { entry, type Entry } from "./entry.ts";

/**
 * A log as a file, JSON lines: a head, each entry with its chain hash in the order of their numbers from 1, and the signed checkpoints that
 * the collector holds.
 */
export const LOG_FORMAT = "aside-audit/1";

export const logLine = z.union([
  z.strictObject({ format: z.literal(LOG_FORMAT), tenant: entry.shape.tenant }),
  z.strictObject({ entry, hash: z.base64() }),
  z.strictObject({ checkpoint: z.string().max(16_384) }),
]);

export type LogLine = z.infer<typeof logLine>;

/** One line, with its newline. */
export function formatLogLine(line: LogLine): string {
  return `${JSON.stringify(line)}\n`;
}

export function entryLine(made: Entry, hash: Uint8Array): LogLine {
  return { entry: made, hash: toBase64(hash) };
}
