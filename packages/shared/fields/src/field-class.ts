/** What a field holds. The class decides how it is validated, kept, shown and replaced. */
export const fieldClasses = [
  "card.pan",
  "card.holder",
  "card.exp",
  "card.cvv",
  "address.country",
  "address.name",
  "address.organization",
  "address.line1",
  "address.line2",
  "address.line3",
  "address.dependent-locality",
  "address.locality",
  "address.region",
  "address.postal",
  "address.sorting",
  "bank.iban",
  "bank.us.routing",
  "bank.us.account",
  "id.country",
  "id.national",
  "choice",
  "text.secret",
  "number.secret",
  "date.birth",
  "phone",
  "email",
] as const;

export type FieldClass = (typeof fieldClasses)[number];

/** Classes that hold the customer's own data; the others only say which form the value takes. */
export const sensitiveClasses: readonly FieldClass[] = fieldClasses.filter(
  (name) => name !== "choice" && name !== "id.country" && name !== "address.country",
);
