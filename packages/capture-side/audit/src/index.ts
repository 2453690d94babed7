export { type AuditKeys, createAuditKey, loadAuditKeys } from "./audit-keys.ts";
export { type Chained, chainPending, type CheckpointRule } from "./chain-pending.ts";
export { AuditError, type AuditErrorCode } from "./errors.ts";
export { type ActRequest, type CoveredAct, createRecorder, type Recorder } from "./recorder.ts";
export { auditMigrations, insertActs } from "./schema.ts";
export { checkLog, type LogFault } from "./check-log.ts";
export {
  type EntryFilter,
  type Letter,
  MOST_PROVEN,
  newestCheckpoint,
  proveEntries,
} from "./checkpoints.ts";
export { exportLog } from "./export-log.ts";
export { noteTools } from "./note-tools.ts";
