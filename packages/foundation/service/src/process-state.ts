import { readFileSync } from "node:fs";

/**
 * Whether a process runs. A zombie does not: where PID 1 reaps no children, `kill(pid, 0)` still succeeds for a dead process.
 *
 * @returns `dead`, or a text that differs between two processes which had the same id one after the other (`alive` where
 *   the system does not tell)
 */
export function processState(pid: number): "dead" | (string & {}) {
  if (!Number.isInteger(pid) || pid <= 0 || !answers(pid)) return "dead";
  const stat = statOf(pid);
  if (stat === undefined) return "alive";
  // The name in parentheses may hold spaces and parentheses; the fields after it do not (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? "dead" : `started ${fields[19]}`;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function statOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
}
