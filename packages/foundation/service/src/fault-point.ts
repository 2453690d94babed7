import { readFileSync, rmSync } from "node:fs";

declare const ASIDE_FAULT_POINTS: boolean | undefined;

/**
 * A step at which a test may kill the process as `kill -9` would. Armed by writing the step's name into the file that
 * `ASIDE_FAULT_FILE` names; it strikes once. Only a bundle made with `define: { ASIDE_FAULT_POINTS: "true" }` holds it: every
 * other build loses the calls with their names.
 *
 * @param step the verb and what it has done: `"submit: committed"`
 */
export function faultPoint(step: string): void {
  if (typeof ASIDE_FAULT_POINTS === "undefined" || !ASIDE_FAULT_POINTS) return;
  const file = process.env["ASIDE_FAULT_FILE"];
  if (file === undefined || armed(file) !== step) return;
  rmSync(file);
  process.kill(process.pid, "SIGKILL");
}

function armed(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
