import type { FieldMetadata } from "./metadata.ts";
import type { Template } from "./template.ts";

const DOTS = "••••";

/** One line without words of a language where that goes: `Visa •••• 1111`, `DE •••• 3000`, `US 941`; else the template's title. */
export function displayOf(template: Template, metadata: FieldMetadata): string {
  const { brand, country, last4, postalArea } = metadata;
  const what = brand ?? country;
  if (what !== undefined && last4 !== undefined) return `${what} ${DOTS} ${last4}`;
  if (what !== undefined && postalArea !== undefined) return `${what} ${postalArea}…`;
  return what === undefined ? template.title : `${template.title} ${what}`;
}
