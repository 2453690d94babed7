export type { DetectOptions } from "./detect-message.ts";
export { detectMessage } from "./detect-message.ts";
export type { Finding, FindingType } from "./finding.ts";
export { FINDING_TYPES } from "./finding.ts";
export { DETECTOR_VERSION } from "./version.ts";
