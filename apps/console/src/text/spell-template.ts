import en from "./en.json";
import type { Translate } from "./translate.ts";

/** What a template asks for, in the reader's language. One of the tenant's own, or one that the tenant has named anew, says its own title. */
export function spellTemplate(template: string, title: string, text: Translate): string {
  const key = `template.${template}`;
  return isKey(key) && en[key] === title ? text(key) : title;
}

function isKey(key: string): key is keyof typeof en {
  return Object.hasOwn(en, key);
}
