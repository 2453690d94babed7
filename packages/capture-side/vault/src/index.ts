export { type AccessAction, type AccessEntry, type By, recordAccess } from "./access.ts";
export { bytesOfBase64url } from "./base64url.ts";
export { PUBLIC_KEY_BYTES } from "./capture-key-pair.ts";
export { CAPTURE_KEY_LIFE, CAPTURE_KEY_OVERLAP, type CaptureKeys } from "./capture-keys.ts";
export type { CodeField, CodeName, CodeStore } from "./code-store.ts";
export type { SweepCount } from "./erase.ts";
export { VaultError, type VaultErrorCode } from "./errors.ts";
export type { RecordMetadata } from "./export-subject.ts";
export { insertRecords, recordColumns } from "./insert-records.ts";
export { KEY_CLASSES, keyClassOf } from "./key-class.ts";
export type { OpenRequest } from "./open-value.ts";
export {
  type CaptureKey,
  type OpenedSubmission,
  openSpan,
  openSubmission,
} from "./open-submission.ts";
export { Plaintext } from "./plaintext.ts";
export type { PreparedRecord, RecordRequest, RecordRow } from "./prepare.ts";
export { randomBytes } from "./random.ts";
export type { RecordField } from "./record.ts";
export type { RetentionLine, RetentionReport } from "./retention-report.ts";
export { FOREIGN_KEY_VIOLATION, type RewrapResult } from "./rewrap-deks.ts";
export { createShare } from "./root/custodian-share.ts";
export { createRootFile, openRootFile } from "./root/file-root.ts";
export { createSecretFile } from "./root/key-file.ts";
export { openRoot, parseRootPlace, ROOT_PLACES, type RootPlace } from "./root/open-root.ts";
export type { Root, RootKind, WrapContext } from "./root/root.ts";
export { vaultMigrations } from "./schema.ts";
export { secretBytes, secretCopy } from "./secret-bytes.ts";
export type { Settlement } from "./settle-use.ts";
export type { ShredReceipt, ShredScope } from "./shred.ts";
export type { SodiumChoice } from "./sodium/choose-sodium.ts";
export { isTokenOf } from "./token.ts";
export { TOKEN_TYPES, type TokenType } from "./token-type.ts";
export type { Use } from "./use.ts";
export { openVault, type Vault } from "./vault.ts";
export { verifyEd25519 } from "./verify-ed25519.ts";
