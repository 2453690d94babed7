import { templateProblems, type Template } from "@aside/fields";
import type { OpenReply } from "@aside/protocol";
import { templateShape } from "../schemas.ts";

/**
 * What the collector sent as the form's template, as `templateSchema` of `@aside/fields` reads it.
 *
 * @returns null where it is no template
 */
export function readTemplate(sent: OpenReply["template"]): Template | null {
  const read = templateShape.safeParse(sent);
  return read.success && templateProblems(read.data.fields).length === 0 ? read.data : null;
}
