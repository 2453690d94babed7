import { AuditError } from "@aside/audit";

/** Whether nothing was opened because the tenant's audit log is not the one that was signed: an operator decides, see docs/audit.md. */
export function isInDoubt(error: unknown): boolean {
  return error instanceof AuditError && error.code === "log_differs";
}
