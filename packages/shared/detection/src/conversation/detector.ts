import { addressProposals } from "../address/find-addresses.ts";
import type { FindingType } from "../finding.ts";
import { ALL_LANGUAGES } from "../language/all.ts";
import { lexisOf } from "../language/lexis.ts";
import { nameProposals } from "../names/find-names.ts";
import { loneProposals } from "../rules/lone.ts";
import { structuredProposals } from "../rules/structured.ts";
import type { ConversationDetector } from "./core.ts";
import { createCore } from "./core.ts";

export interface DetectorOptions {
  /** `inline`: structured values only, for every message as it comes. `export`: names and addresses too. */
  profile?: "inline" | "export";
  /** Types that the tenant does not want found. */
  off?: readonly FindingType[];
}

/** A detector for one conversation: give it every message of every speaker in order. */
export function createConversationDetector(options: DetectorOptions = {}): ConversationDetector {
  const finders = options.profile === "inline" ? [structuredProposals] : [structuredProposals, addressProposals, nameProposals, loneProposals];
  return createCore({ lexis: (lexis ??= lexisOf(ALL_LANGUAGES)), finders, off: new Set(options.off) });
}

let lexis: ReturnType<typeof lexisOf> | undefined;
