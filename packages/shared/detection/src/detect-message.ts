import type { DetectorOptions } from "./conversation/detector.ts";
import { createConversationDetector } from "./conversation/detector.ts";
import type { Finding } from "./finding.ts";

export type DetectOptions = DetectorOptions;

/** What is sensitive in one message, without knowing its conversation, in order of appearance. */
export function detectMessage(text: string, options: DetectOptions = {}): Finding[] {
  return createConversationDetector(options).add({ speaker: "customer", text }).findings;
}
