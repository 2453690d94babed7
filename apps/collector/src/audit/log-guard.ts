import { checkLog, type LogFault, noteTools } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import type { CheckpointFolder } from "./checkpoint-folder.ts";

/** Knows which logs are not the ones that were signed. Nothing of such a tenant is opened until an operator has decided. */
export interface LogGuard {
  isDoubted(tenant: string): boolean;
  /** Compares a log with its own checkpoints, the folder's, and those given. */
  check(tenant: string, notes: readonly string[]): Promise<void>;
  /** Throws while there is a fault: an alarm of the readiness answer. */
  assertAllHold(): void;
}

export function createLogGuard(options: {
  database: Database;
  publicKeys: readonly string[];
  folder: CheckpointFolder;
  log: CollectorLog;
  metrics: CollectorMetrics;
}): LogGuard {
  const { database, folder, log, metrics } = options;
  const tools = noteTools(options.publicKeys);
  const faults = new Map<string, LogFault>();
  return {
    isDoubted: (tenant) => faults.has(tenant),
    async check(tenant, notes) {
      const kept = await folder.read(tenant);
      const all = kept === null ? notes : [kept, ...notes];
      const fault = await checkLog(tenant, all, { database, tools });
      if (fault === null || faults.has(tenant)) return;
      faults.set(tenant, fault);
      metrics.auditDoubted.set(faults.size);
      log("audit log differs", { tenant, fault });
    },
    assertAllHold() {
      if (faults.size > 0) throw new Error("an audit log differs");
    },
  };
}
