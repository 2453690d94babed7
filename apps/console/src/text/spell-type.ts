import en from "./en.json";
import type { MessageKey } from "./keys.ts";
import type { Translate } from "./translate.ts";

/**
 * What kind of value it is, in the reader's language: a finding's type (`CARD_NUMBER`), a captured field's class (`card.pan`, said
 * to be captured), a fact (`quasi.birth-year`), or what only the second detector took (`residual.email`). One that this console does
 * not know is spelled from its name.
 */
export function spellType(type: string, text: Translate): string {
  const residual = /^residual[. ](.+)$/.exec(type)?.[1];
  if (residual !== undefined)
    return text("type.residual", {
      type: plain(RESIDUALS[residual] ?? type.replace(" ", "."), text),
    });
  const name = plain(CLASSES[type] ?? type, text);
  return isCaptured(type) ? text("type.captured", { type: name }) : name;
}

/** The types of findings, as far as they have words: all of them, says the test. */
export const FOUND_TYPES = Object.keys(en).flatMap(
  (key) => /^type\.([A-Z_]+)$/.exec(key)?.[1] ?? [],
);

/** Field classes and kinds of residuals that are also types of findings have the words of those. */
const CLASSES: Readonly<Record<string, string>> = {
  "card.pan": "CARD_NUMBER",
  "card.exp": "EXPIRY",
  "card.cvv": "CVV",
  "address.name": "PERSON",
  "address.line1": "ADDRESS",
  "address.postal": "POSTCODE",
  "bank.iban": "IBAN",
  "bank.us.account": "ACCOUNT_ID",
  "id.country": "address.country",
  "date.birth": "DATE_OF_BIRTH",
  phone: "PHONE",
  email: "EMAIL",
};
const RESIDUALS: Readonly<Record<string, string>> = { email: "EMAIL", card: "CARD_NUMBER" };

/** Field classes are in lower case, and so are facts, which have their own prefix. */
function isCaptured(type: string): boolean {
  return /^[a-z]/.test(type) && !type.startsWith("quasi.");
}

function plain(type: string, text: Translate): string {
  const key = `type.${type}`;
  if (isKey(key)) return text(key);
  const words = type
    .replace(/^(?:quasi|residual)\./, "")
    .replaceAll(/[_.-]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
