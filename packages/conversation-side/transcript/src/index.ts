export { exportConversations, type Export, type ExportRules } from "./export-conversations.ts";
export type { Format } from "./formats/format.ts";
export { FORMATS } from "./formats/formats.ts";
export { redact, type DetectTurns } from "./redact.ts";
export { replay } from "./replay.ts";
export {
  transcriptOf,
  type Span,
  type SpanSource,
  type Transcript,
  type Turn,
} from "./transcript.ts";
