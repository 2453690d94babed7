export { type AccessAction, type AccessEntry, recordAccess } from "./access.ts";
export { CAPTURE_KEY_LIFE, CAPTURE_KEY_OVERLAP, type CaptureKeys } from "./capture-keys.ts";
export type { CodeField, CodeName, CodeStore } from "./code-store.ts";
export { VaultError, type VaultErrorCode } from "./errors.ts";
export {
  type CaptureKey,
  type OpenedSubmission,
  openSpan,
  openSubmission,
} from "./open-submission.ts";
export type { OpenRequest } from "./open-value.ts";
export { Plaintext } from "./plaintext.ts";
export type { PreparedRecord, RecordRequest } from "./prepare.ts";
export { randomBytes } from "./random.ts";
export type { RecordField } from "./record.ts";
export { createRootFile, openRootFile } from "./root-file.ts";
export type { Root } from "./root.ts";
export { vaultMigrations } from "./schema.ts";
export type { Settlement } from "./settle-use.ts";
export { isTokenOf } from "./token.ts";
export { TOKEN_TYPES, type TokenType } from "./token-type.ts";
export { openVault, type Vault } from "./vault.ts";
