export type { Defaults, ReplacedType } from "./defaults.ts";
export { DEFAULTS, defaultOf, defaultsWith, UNKNOWN_DEFAULT } from "./defaults.ts";
export type { AnonymizerErrorCode } from "./errors.ts";
export { AnonymizerError } from "./errors.ts";
export { findValues, foldCase, MIN_VALUE } from "./find-values.ts";
export { redactText } from "./redact-text.ts";
export type { Replaced } from "./replace-findings.ts";
export { replaceFindings } from "./replace-findings.ts";
export type { Span } from "./span.ts";
