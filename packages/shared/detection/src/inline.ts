import type { ConversationDetector } from "./conversation/core.ts";
import { createCore } from "./conversation/core.ts";
import type { FindingType } from "./finding.ts";
import { ALL_LANGUAGES } from "./language/all.ts";
import { lexisOf } from "./language/lexis.ts";
import { structuredProposals } from "./rules/structured.ts";

export type { ConversationDetector, Detection, SpokenMessage } from "./conversation/core.ts";
export type { Finding, FindingType } from "./finding.ts";

/**
 * The detector without names and addresses, small and fast enough for every keystroke's message: for the widget and
 * for the gateway's ingress.
 */
export function createInlineDetector(options: { off?: readonly FindingType[] } = {}): ConversationDetector {
  return createCore({ lexis: lexis(), finders: [structuredProposals], off: new Set(options.off) });
}

let shared: ReturnType<typeof lexisOf> | undefined;

/** All languages, put together at first use. */
function lexis() {
  return (shared ??= lexisOf(ALL_LANGUAGES));
}
