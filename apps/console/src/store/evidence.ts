import en from "../text/en.json";
import type { MessageKey, Params } from "../text/keys.ts";

/** The text that says a detector's reason in the reader's language. */
export interface EvidenceText {
  readonly key: MessageKey;
  readonly params: Params;
}

/**
 * A reason as detection writes it ("16 digits", "Visa issuer range and length") as a text with its places filled; null for one
 * that this console does not know, which is shown as it came.
 */
export function evidenceText(evidence: string): EvidenceText | null {
  for (const { pattern, key, place } of WITH_PLACES) {
    const value = pattern.exec(evidence)?.[1];
    if (value !== undefined)
      return { key, params: { [place]: place === "count" ? Number(value) : value } };
  }
  const key = `why.${evidence
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")}`;
  return isKey(key) ? { key, params: {} } : null;
}

const WITH_PLACES: readonly { pattern: RegExp; key: MessageKey; place: "count" | "name" }[] = [
  { pattern: /^(\d+) digits$/, key: "why.digits", place: "count" },
  { pattern: /^sent in (\d+) parts$/, key: "why.parts", place: "count" },
  { pattern: /^(.{1,40}) issuer range and length$/, key: "why.issuer", place: "name" },
  { pattern: /^the tenant's pattern "(.{1,60})"$/, key: "why.pattern", place: "name" },
];

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
