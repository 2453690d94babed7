import { addressProposals } from "../address/find-addresses.ts";
import type { FindingType } from "../finding.ts";
import type { LanguageCode } from "../language/all.ts";
import { sharedLexis } from "../language/shared-lexis.ts";
import { nameProposals } from "../names/find-names.ts";
import { createNameMemory } from "../names/memory.ts";
import { loneProposals } from "../rules/lone.ts";
import { paymentHandleProposals } from "../rules/payment-handles.ts";
import { structuredProposals } from "../rules/structured.ts";
import { wordedSecretProposals } from "../rules/worded-secrets.ts";
import type { TenantPattern } from "../tenant/tenant-patterns.ts";
import { tenantMatcher } from "../tenant/tenant-patterns.ts";
import type { ConversationDetector } from "./core.ts";
import { createCore } from "./core.ts";

export interface DetectorOptions {
  /**
   * `inline`: structured values only, for every message as it comes. `export` (the default): names, addresses and
   * answers to unseen questions too, with a memory of the conversation's persons.
   */
  profile?: "inline" | "export";
  /** Types that the tenant does not want found. */
  off?: readonly FindingType[];
  tenantPatterns?: readonly TenantPattern[];
  /** The language whose words win where languages differ. All are always known. */
  locale?: LanguageCode;
}

/**
 * A detector for one conversation: give it every message of every speaker in order.
 *
 * @throws {DetectionError} when a tenant's pattern cannot be used
 * @example
 * const detector = createConversationDetector();
 * detector.add({ speaker: "agent", text: "And the security code?" });
 * detector.add({ speaker: "customer", text: "123" }).findings[0]?.type; // "CVV"
 */
export function createConversationDetector(options: DetectorOptions = {}): ConversationDetector {
  return detectorsFor(options)();
}

/**
 * The same for many conversations: what the options ask for is made ready once.
 *
 * @throws {DetectionError} when a tenant's pattern cannot be used
 */
export function detectorsFor(options: DetectorOptions): () => ConversationDetector {
  const inline = options.profile === "inline";
  const finders = [structuredProposals];
  if (!inline)
    finders.push(
      addressProposals,
      nameProposals,
      loneProposals,
      wordedSecretProposals,
      paymentHandleProposals,
    );
  const patterns = options.tenantPatterns?.length
    ? tenantMatcher(options.tenantPatterns)
    : undefined;
  const lexis = sharedLexis(options.locale);
  const off = new Set(options.off);
  return () =>
    createCore({ lexis, finders, patterns, off, memory: inline ? undefined : createNameMemory() });
}
