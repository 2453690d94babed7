import {
  createConversationDetector,
  DetectionError,
  detectorsFor,
  FINDING_TYPES,
  type ConversationDetector,
  type FindingType,
  type TenantPattern,
} from "@aside/detection";
import * as z from "zod";

/** Nobody switches these off: the open chat must not keep them (PCI DSS 3.3). */
const ALWAYS: ReadonlySet<FindingType> = new Set(["CARD_NUMBER", "CARD_PARTIAL", "CVV"]);

const pattern = z.strictObject({
  /** Shown where a finding is explained: `member number`. */
  name: z.string().trim().min(1).max(60),
  type: z.enum(FINDING_TYPES),
  /** RE2 syntax; without regard to case, against plain digits and letters without accents. */
  pattern: z.string().min(1).max(500),
});

/** What a tenant wants found otherwise than we find it. */
export const detectionSettings = z
  .strictObject({
    /** Types that are not to be found. */
    off: z
      .array(
        z
          .enum(FINDING_TYPES)
          .refine((type) => !ALWAYS.has(type), "card numbers and security codes are always found"),
      )
      .max(FINDING_TYPES.length)
      .default([]),
    patterns: z.array(pattern).max(50).default([]),
    /** Whose words win where languages differ. */
    locale: z.enum(["en", "de", "es", "fr", "pt"]).default("en"),
  })
  .superRefine(({ patterns }, context) => {
    for (const [index, one] of patterns.entries()) {
      if (!isUsable(one))
        context.addIssue({
          code: "custom",
          path: ["patterns", index, "pattern"],
          message: "is no RE2 pattern, or matches the empty text",
        });
    }
  });

export type DetectionSettings = z.infer<typeof detectionSettings>;

/** As the detector takes them. */
export interface TenantDetection {
  readonly off: readonly FindingType[];
  readonly tenantPatterns: readonly TenantPattern[];
  readonly locale: DetectionSettings["locale"];
}

/** Makes a detector of the open chat for one conversation of a tenant. What is off there is for the chat's rules to say. */
export type ChatDetectors = () => ConversationDetector;

/** The same settings give the same maker, so that a tenant that is read again changes nothing. */
export function chatDetectors({ patterns, locale }: DetectionSettings): ChatDetectors {
  const key = JSON.stringify([patterns, locale]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const detectors = detectorsFor({ profile: "inline", tenantPatterns: patterns, locale });
  if (made.size >= MOST_MADE) made.clear();
  made.set(key, detectors);
  return detectors;
}

const made = new Map<string, ChatDetectors>();
const MOST_MADE = 1_000;

export function tenantDetection({ off, patterns, locale }: DetectionSettings): TenantDetection {
  return { off, tenantPatterns: patterns, locale };
}

function isUsable(one: TenantPattern): boolean {
  try {
    createConversationDetector({ profile: "inline", tenantPatterns: [one] });
    return true;
  } catch (error) {
    if (error instanceof DetectionError) return false;
    throw error;
  }
}
