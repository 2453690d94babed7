export { exportConversations, type Export, type ExportCounts } from "./export-conversations.ts";
export type { Format } from "./formats/format.ts";
export { FORMATS } from "./formats/formats.ts";
export { explainBy, reasonsIn, type Explain, type Reason, type Why } from "./mark/explain-turns.ts";
export { detectTurns, type DetectTurns } from "./mark/detect-turns.ts";
export { mark } from "./mark/mark.ts";
export { marksOf, type Marked } from "./mark/marks.ts";
export {
  factsSchema,
  MARKS_VERSION,
  marksSchema,
  type Facts,
  type Marks,
} from "./mark/marks-schema.ts";
export { markedTurns } from "./marked-turns.ts";
export { previewConversation } from "./preview-conversation.ts";
export type { ExportRules, MarkedConversation } from "./release-conversation.ts";
export { replay } from "./replay.ts";
export { createJudge, type Judge, type Verdict } from "./risk/judge.ts";
export {
  transcriptOf,
  type About,
  type Span,
  type SpanSource,
  type Transcript,
  type Turn,
} from "./transcript.ts";
export { createUtility, measure } from "./utility/utility.ts";
export { MACHINE_VERSION } from "./machine-version.ts";
export { signManifest } from "./manifest/sign-manifest.ts";
