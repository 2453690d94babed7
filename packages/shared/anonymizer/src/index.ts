export type { Defaults, ReplacedType } from "./defaults.ts";
export { DEFAULTS, defaultOf, defaultsWith, UNKNOWN_DEFAULT } from "./defaults.ts";
export type { AnonymizerErrorCode } from "./errors.ts";
export { AnonymizerError } from "./errors.ts";
export { findValues, foldCase, MIN_VALUE } from "./find-values.ts";
export { redactText } from "./redact-text.ts";
export type { Replaced } from "./replace-findings.ts";
export { replaceFindings } from "./replace-findings.ts";
export { tidySpans, type Span } from "./span.ts";
export { divide } from "./divide.ts";
export { originalOffset, replaceConversation } from "./replace-conversation.ts";
export type {
  MarkedSpan,
  MarkedTurn,
  Replace,
  ReplacedSpan,
  ReplacedTurn,
} from "./replace-conversation.ts";
export { createSurrogates, type Surrogates } from "./surrogates/create-surrogates.ts";
export type { Draw } from "./surrogates/draw.ts";
export { markEverywhere } from "./mark-everywhere.ts";
export { ANONYMIZER_VERSION } from "./version.ts";
