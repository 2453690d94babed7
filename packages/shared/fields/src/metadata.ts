import type { FieldClass } from "./field-class.ts";

/** All that may be known of a value outside the collector. */
export interface FieldMetadata {
  brand?: string;
  last4?: string;
  /** 1 to 12 */
  expMonth?: number;
  /** four digits */
  expYear?: number;
  /** ISO 3166-1 alpha-2 */
  country?: string;
  /** at most the first three characters of the postal code */
  postalArea?: string;
}

export type MetadataKey = keyof FieldMetadata;

/**
 * The allow-list: which class may say what. A class that is not here says nothing.
 * `expMonth` and `expYear` leave the collector only where the policy says so; `checkSubmission` keeps them apart.
 */
export const permittedMetadata: Partial<Record<FieldClass, readonly MetadataKey[]>> = {
  "card.pan": ["brand", "last4"],
  "card.exp": ["expMonth", "expYear"],
  "bank.iban": ["country", "last4"],
  "bank.us.account": ["last4", "country"],
  "id.country": ["country"],
  "address.country": ["country"],
  "address.postal": ["postalArea"],
};
