import { builtInTemplates, templateSchema, type Template } from "@aside/fields";
import type { OpenReply } from "@aside/protocol";
import { canonicalJson } from "@aside/seal/canonical-json";

/**
 * What the collector sent as the form's template: one of the built-in ones where it says the same to the letter, for whose sake the schema need not
 * be made; else what the schema takes.
 *
 * @returns null where it is no template
 */
export function readTemplate(sent: OpenReply["template"]): Template | null {
  const text = canonicalJson(sent);
  const known = builtInTemplates.find((template) => canonicalJson(template) === text);
  return known ?? templateSchema.safeParse(sent).data ?? null;
}
