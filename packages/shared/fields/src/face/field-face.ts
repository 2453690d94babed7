import type { FieldClass } from "../field-class.ts";

/** How a field meets the person who fills it; words other than the English label are the form's. */
export interface FieldFace {
  readonly label: string;
  /** Token of HTML's autofill (https://html.spec.whatwg.org/#autofill). */
  readonly autocomplete: string;
  readonly inputMode: "text" | "numeric" | "email" | "tel";
  /** Generous: spaces, dashes and what comes along when one pastes must fit. */
  readonly maxLength: number;
  /** A code, not prose: never mirrored in right-to-left text. */
  readonly leftToRight: boolean;
  /** Hint for phones' keyboards. */
  readonly capitalize: "off" | "words" | "characters";
}

export function fieldFace(fieldClass: FieldClass): FieldFace {
  return faces[fieldClass];
}

const faces: Readonly<Record<FieldClass, FieldFace>> = {
  "card.pan": digits("Card number", "cc-number", 60),
  "card.holder": words("Name on card", "cc-name", 80),
  "card.exp": digits("Expiry date", "cc-exp", 15),
  "card.cvv": digits("Security code", "cc-csc", 8),
  "address.country": words("Country or region", "country", 2),
  "address.name": words("Full name", "name", 80),
  "address.organization": words("Company", "organization", 100),
  "address.line1": words("Address", "address-line1", 100),
  "address.line2": words("Apartment, floor, building", "address-line2", 100),
  "address.line3": words("More of the address", "address-line3", 100),
  "address.dependent-locality": words("Suburb", "address-level3", 100),
  "address.locality": words("City", "address-level2", 100),
  "address.region": words("Province", "address-level1", 100),
  "address.postal": code("Postal code", "postal-code", 20),
  "address.sorting": code("Sorting code", "off", 20),
  "bank.iban": code("IBAN", "off", 60),
  "bank.us.routing": digits("Routing number", "off", 20),
  "bank.us.account": digits("Account number", "off", 30),
  "id.country": words("Country", "off", 2),
  "id.national": code("ID number", "off", 40),
  choice: words("Choose", "off", 30),
  "text.secret": { ...words("Value", "off", 200), capitalize: "off" },
  "number.secret": digits("Number", "off", 200),
  "date.birth": { ...words("Date of birth", "bday", 10), capitalize: "off" },
  phone: { ...digits("Phone number", "tel", 30), inputMode: "tel" },
  email: { ...code("Email", "email", 254), inputMode: "email", capitalize: "off" },
};

function digits(label: string, autocomplete: string, maxLength: number): FieldFace {
  return {
    label,
    autocomplete,
    inputMode: "numeric",
    maxLength,
    leftToRight: true,
    capitalize: "off",
  };
}

function words(label: string, autocomplete: string, maxLength: number): FieldFace {
  return {
    label,
    autocomplete,
    inputMode: "text",
    maxLength,
    leftToRight: false,
    capitalize: "words",
  };
}

function code(label: string, autocomplete: string, maxLength: number): FieldFace {
  return { ...words(label, autocomplete, maxLength), leftToRight: true, capitalize: "characters" };
}
