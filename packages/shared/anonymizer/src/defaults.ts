import type { FindingType } from "@aside/detection";
import { FINDING_TYPES } from "@aside/detection";
import type { FieldClass } from "@aside/fields";
import { fieldClasses } from "@aside/fields";
import * as z from "zod";
import { AnonymizerError } from "./errors.ts";

/** What a replaced span can be: found in the text, or captured as a field of a class. */
export type ReplacedType = FindingType | FieldClass;

/** What stands in an export in place of each kind of value. */
export type Defaults = Readonly<Record<ReplacedType, string>>;

/**
 * The one table of defaults. None can be anybody's: a network's test number, 555-01xx (NANPA), 987-65-432x (never
 * issued, SSA), the IBAN registry's example, example.com (RFC 2606), 192.0.2.0/24 (RFC 5737).
 */
export const DEFAULTS: Defaults = {
  PERSON: "Jane Doe",
  ADDRESS: "1 Main Street, Springfield",
  POSTCODE: "12345",
  EMAIL: "jane.doe@example.com",
  PHONE: "+1 202-555-0100",
  CARD_NUMBER: "4111 1111 1111 1111",
  CARD_PARTIAL: "1111",
  CVV: "123",
  EXPIRY: "01/30",
  SSN: "987-65-4321",
  SSN_PARTIAL: "4321",
  IBAN: "GB82 WEST 1234 5698 7654 32",
  ACCOUNT_ID: "12345678",
  ORDER_ID: "100000001",
  USERNAME: "janedoe",
  PASSWORD: "example-password",
  PIN: "0000",
  SECURITY_ANSWER: "Example",
  DATE_OF_BIRTH: "01/01/1970",
  IP: "192.0.2.1",
  URL: "https://example.com/",
  PASSPORT: "X1234567",
  DRIVER_LICENSE: "D1234567",
  LICENSE_PLATE: "ABC 1234",
  "card.pan": "4111 1111 1111 1111",
  "card.holder": "Jane Doe",
  "card.exp": "01/30",
  "card.cvv": "123",
  "address.country": "US",
  "address.name": "Jane Doe",
  "address.organization": "Example Inc.",
  "address.line1": "1 Main Street",
  "address.line2": "Apartment 1",
  "address.line3": "Building 1",
  "address.dependent-locality": "Downtown",
  "address.locality": "Springfield",
  "address.region": "IL",
  "address.postal": "12345",
  "address.sorting": "1",
  "bank.iban": "GB82 WEST 1234 5698 7654 32",
  "bank.us.routing": "011000015",
  "bank.us.account": "12345678",
  "id.country": "US",
  "id.national": "987-65-4321",
  choice: "choice",
  "text.secret": "example",
  "number.secret": "12345",
  "date.birth": "1970-01-01",
  phone: "+1 202-555-0100",
  email: "jane.doe@example.com",
};

/** For a type that this version does not know: an export never keeps a span because of its name. */
export const UNKNOWN_DEFAULT = "[redacted]";

/**
 * The table with a tenant's own values for some types.
 *
 * @param overrides as it came from the tenant's settings: `{ PERSON: "Max Mustermann" }`
 * @throws {AnonymizerError} `defaults_invalid` when a type is unknown, or a value is not 1 to 80 printable characters
 */
export function defaultsWith(overrides: unknown): Defaults {
  const parsed = tenantDefaults.safeParse(overrides);
  if (!parsed.success) {
    throw new AnonymizerError("defaults_invalid", { cause: parsed.error });
  }
  return { ...DEFAULTS, ...parsed.data };
}

/** What stands in place of a span; `[redacted]` for a type outside the table. */
export function defaultOf(defaults: Defaults, type: string): string {
  return Object.hasOwn(defaults, type)
    ? (lookup(defaults)[type] ?? UNKNOWN_DEFAULT)
    : UNKNOWN_DEFAULT;
}

function lookup(defaults: Defaults): Readonly<Record<string, string>> {
  return defaults;
}

const value = z
  .string()
  .regex(/^[^\p{C}]{1,80}$/u)
  .refine((text) => text.trim() === text);
const tenantDefaults = z.partialRecord(z.enum([...FINDING_TYPES, ...fieldClasses]), value);
