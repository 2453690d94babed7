/** Why a value is refused. The texts are the form's; a code never carries input. */
export const problemCodes = [
  /** Nothing was given where something must be. */
  "required",
  /** Characters that this class cannot hold, or bytes that are not UTF-8. */
  "malformed",
  "too_short",
  "too_long",
  /** The check digit says that a digit is wrong or two are swapped. */
  "checksum",
  /** The number starts like no known card network, bank or authority. */
  "unknown_range",
  /** A name that is mostly digits. */
  "looks_like_number",
  /** The month or day does not exist. */
  "no_such_date",
  "past",
  /** Further away than a card or a birth can be. */
  "too_far",
  "unknown_country",
  "unknown_region",
  /** Not one of the choices of this field. */
  "not_an_option",
  /** A field that the template has not, or has not in this combination. */
  "unknown_field",
  "duplicate_field",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Codes that more typing can cure. */
export const incompleteCodes: readonly ProblemCode[] = ["required", "too_short"];
