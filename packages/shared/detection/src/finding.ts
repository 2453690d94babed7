/** Every type a finding can have. A tenant switches types off by these names. */
export const FINDING_TYPES = [
  "PERSON",
  "ADDRESS",
  "POSTCODE",
  "EMAIL",
  "PHONE",
  "CARD_NUMBER",
  "CARD_PARTIAL",
  "CVV",
  "EXPIRY",
  "SSN",
  "SSN_PARTIAL",
  "IBAN",
  "ACCOUNT_ID",
  "ORDER_ID",
  "USERNAME",
  "PASSWORD",
  "PIN",
  "SECURITY_ANSWER",
  "DATE_OF_BIRTH",
  "IP",
  "URL",
  "PASSPORT",
  "DRIVER_LICENSE",
  "LICENSE_PLATE",
] as const;

export type FindingType = (typeof FINDING_TYPES)[number];

/** A bit of each type, for sets of them that are asked for often. */
export const TYPE_BITS: Readonly<Record<string, number>> = Object.fromEntries(
  FINDING_TYPES.map((type, at) => [type, 1 << at]),
);

/** The {@link TYPE_BITS} of some. */
export function bitsOf(types: Iterable<FindingType>): number {
  let bits = 0;
  for (const type of types) bits |= TYPE_BITS[type] ?? 0;
  return bits;
}

/** Where something sensitive stands in one message, and why we think so. */
export interface Finding {
  type: FindingType;
  /** UTF-16 offset of the first unit, in the text as it was given. */
  start: number;
  /** UTF-16 offset after the last unit. */
  end: number;
  /** 0 to 1. Not a probability: an order among findings of one type. */
  confidence: number;
  /** Why, in plain words, for the explain view. Never the value or a part of it. */
  evidence: readonly string[];
  /** The rule that made it, a stable id such as `card-number`. */
  rule: string;
}
