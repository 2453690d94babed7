import { codeOf } from "@aside/service";
import { DatabaseError } from "./errors.ts";

/**
 * Why no cluster was made, and what to do.
 *
 * @param said initdb's standard error
 * @param code its exit code, or why it did not start
 */
export function explainInitdb(said: string, code: unknown): DatabaseError {
  if (/No space left|Disk quota/i.test(said)) {
    return new DatabaseError(
      "disk_full",
      "no space left to create the embedded PostgreSQL: free about 100 MB",
    );
  }
  const nameless = /could not look up effective user ID (\d+)/.exec(said)?.[1];
  if (nameless !== undefined) {
    return new DatabaseError(
      "start_failed",
      `the embedded PostgreSQL does not run as user ${nameless}, which has no name on this machine: give it a line in /etc/passwd, start as another user, or set the database URL`,
    );
  }
  const reason = said.trim().split("\n").at(-1) ?? "";
  return new DatabaseError(
    "start_failed",
    `initdb ended with ${codeOf(code) === "unknown" ? String(code) : codeOf(code)}: ${reason}`,
  );
}
