import en from "../../text/en.json";
import type { MessageKey } from "../../text/keys.ts";
import type { Translate } from "../../text/translate.ts";

/** `CARD_NUMBER` in the agent's language; a type without a word of its own as `Card number` is written. */
export function spellType(type: string, text: Translate): string {
  const key = `type.${type}`;
  if (isKey(key)) return text(key);
  const words = type.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
