import { detectCards } from "./card.ts";
import type { Finding, FindingType } from "./finding.ts";

export interface DetectOptions {
  /** Types that the tenant does not want found. */
  off?: readonly FindingType[];
}

/** What is sensitive in one message, without knowing its conversation, in order of appearance. */
export function detectMessage(text: string, options: DetectOptions = {}): Finding[] {
  return detectCards(text).filter((finding) => !options.off?.includes(finding.type));
}
