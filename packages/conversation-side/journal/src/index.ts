export { catchUp } from "./catch-up.ts";
export { createJournal } from "./create-journal.ts";
export { createMemoryJournal } from "./memory-journal.ts";
export { JournalError, type JournalErrorCode } from "./errors.ts";
export type {
  ConversationRow,
  Due,
  Entry,
  Hint,
  Index,
  Journal,
  JsonValue,
  Key,
  ListQuery,
  Page,
  Position,
  Row,
  Summary,
  Verdict,
  WebhookJob,
  Webhooks,
} from "./journal.ts";
export { journalMigrations } from "./migrations.ts";
