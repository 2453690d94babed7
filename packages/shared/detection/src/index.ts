export type {
  ConversationDetector,
  Detection,
  RetroactiveFinding,
  SpokenMessage,
} from "./conversation/core.ts";
export type { DetectorOptions } from "./conversation/detector.ts";
export { createConversationDetector, detectorsFor } from "./conversation/detector.ts";
export type { DetectOptions } from "./detect-message.ts";
export { detectMessage } from "./detect-message.ts";
export type { DetectionErrorCode } from "./errors.ts";
export { DetectionError } from "./errors.ts";
export type { Finding, FindingType } from "./finding.ts";
export { FINDING_TYPES } from "./finding.ts";
export type { LanguageCode } from "./language/all.ts";
export type { TenantPattern } from "./tenant/tenant-patterns.ts";
export { DETECTOR_VERSION } from "./version.ts";
export { isCommonWord, isFirstName, isPlaceName } from "./lexicon/look-up.ts";
