import { builtInTemplates, templateProblems, type Template } from "@aside/fields";
import type { OpenReply } from "@aside/protocol";
import { canonicalJson } from "@aside/seal/canonical-json";
import { templateShape } from "../schemas.ts";

/**
 * What the collector sent as the form's template: a built-in one where it says the same to the letter; else what `templateSchema` takes.
 *
 * @returns null where it is no template
 */
export function readTemplate(sent: OpenReply["template"]): Template | null {
  const text = canonicalJson(sent);
  const known = builtInTemplates.find((template) => canonicalJson(template) === text);
  if (known !== undefined) return known;
  const own = templateShape.safeParse(sent);
  return own.success && templateProblems(own.data.fields).length === 0 ? own.data : null;
}
