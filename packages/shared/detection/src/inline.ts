import type { ConversationDetector } from "./conversation/core.ts";
import { createCore } from "./conversation/core.ts";
import type { FindingType } from "./finding.ts";
import type { LanguageCode } from "./language/all.ts";
import { sharedLexis } from "./language/shared-lexis.ts";
import { structuredProposals } from "./rules/structured.ts";
import { Reading } from "./text/reading.ts";
import { forgetScan } from "./text/tokens.ts";

export type { ConversationDetector, Detection, SpokenMessage } from "./conversation/core.ts";
export type { PieceType } from "./conversation/pieces.ts";
export type { Earlier, Heard, Look, Screen } from "./conversation/screen.ts";
export { createScreen, isSure } from "./conversation/screen.ts";
export type { Finding, FindingType } from "./finding.ts";

/**
 * The digits that a text spells, in whatever dress: `４111 one one…` as `4111 11`, without what stands between.
 *
 * @example
 * digitsIn("four double one"); // "411"
 */
export function digitsIn(text: string): string {
  const { runs } = new Reading(text, sharedLexis(undefined));
  forgetScan();
  return runs.map((run) => run.digits).join("");
}

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
