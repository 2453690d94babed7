import type { ConversationDetector } from "./conversation/core.ts";
import { createCore } from "./conversation/core.ts";
import type { FindingType } from "./finding.ts";
import type { LanguageCode } from "./language/all.ts";
import { sharedLexis } from "./language/shared-lexis.ts";
import { structuredProposals } from "./rules/structured.ts";

export type { ConversationDetector, Detection, SpokenMessage } from "./conversation/core.ts";
export type { Finding, FindingType } from "./finding.ts";

/**
 * The detector without names and addresses and without their lexicons, small and fast enough for every message as it
 * is typed: for the widget.
 */
export function createInlineDetector(
  options: { off?: readonly FindingType[]; locale?: LanguageCode } = {},
): ConversationDetector {
  return createCore({
    lexis: sharedLexis(options.locale),
    finders: [structuredProposals],
    off: new Set(options.off),
  });
}
