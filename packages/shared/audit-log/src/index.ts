export { concat, equal, fromBase64, toBase64, utf8 } from "./bytes.ts";
export { chainHash, FIRST_HASH } from "./chain.ts";
export { type Checkpoint, formatCheckpoint, NOTE_KEY_NAME, parseCheckpoint } from "./checkpoint.ts";
export { encodeAct, encodeEntry } from "./encode-entry.ts";
export {
  act,
  type Act,
  type ActResult,
  actResult,
  COLLECTOR_LOG,
  entry,
  type Entry,
} from "./entry.ts";
export {
  EVIDENCE_FORMAT,
  type EvidenceBody,
  evidenceBody,
  evidenceDigest,
  type EvidenceEvent,
  type EvidencePack,
  evidencePack,
  type EvidenceProblem,
  evidenceStatement,
  type EvidenceVerdict,
  verifyEvidence,
} from "./evidence.ts";
export { entryLine, formatLogLine, LOG_FORMAT, type LogLine, logLine } from "./log-file.ts";
export { canonicalJson, type Json } from "./canonical-json.ts";
export {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  isConsistent,
  leafHash,
  nodeHash,
  type Range,
  rangeHash,
} from "./merkle.ts";
export { type NoteTools, openCheckpoint } from "./open-checkpoint.ts";
export { isProven, provenEntry, type ProvenEntry } from "./proven-entry.ts";
export {
  PROOF_FORMAT,
  type ProofBody,
  type ProofFile,
  proofFile,
  type ProofProblem,
  proofStatement,
  type ProofVerdict,
  verifyProof,
} from "./proof-file.ts";
export type { Sha256 } from "./sha256.ts";
export {
  formatNote,
  formatNoteKey,
  type NoteKey,
  parseNoteKey,
  type VerifyEd25519,
} from "./signed-note.ts";
export { createTreeBuilder, type TreeBuilder } from "./tree-builder.ts";
export { type LogProblem, type LogVerdict, verifyLog } from "./verify-log.ts";
