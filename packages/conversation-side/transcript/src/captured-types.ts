import type { ReplacedType } from "@aside/anonymizer";

/** What a completed capture of a built-in template holds, in the order a customer would say it. */
const TYPES: Readonly<Record<string, readonly ReplacedType[]>> = {
  card: ["card.pan", "card.holder", "card.exp", "card.cvv"],
  address: ["address.name", "address.line1", "address.locality", "address.postal"],
  bank: ["bank.iban"],
  "national-id": ["id.national"],
};

/** The classes of the values that a template captures; a template of a tenant's own counts as one secret. */
export function capturedTypes(template: string): readonly ReplacedType[] {
  return TYPES[template] ?? ["text.secret"];
}
