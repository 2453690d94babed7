import type { FieldClass } from "../field-class.ts";

/** A letter of libaddressinput's formats: name, organisation, lines, dependent locality, locality, region, postal, sorting. */
export type PartLetter = "N" | "O" | "A" | "D" | "C" | "S" | "Z" | "X";

export interface AddressPart {
  readonly letter: PartLetter;
  /** The one of several lines that is required where the territory requires the part. */
  readonly first: boolean;
}

const PARTS: Partial<Record<FieldClass, AddressPart>> = {
  "address.name": { letter: "N", first: true },
  "address.organization": { letter: "O", first: true },
  "address.line1": { letter: "A", first: true },
  "address.line2": { letter: "A", first: false },
  "address.line3": { letter: "A", first: false },
  "address.dependent-locality": { letter: "D", first: true },
  "address.locality": { letter: "C", first: true },
  "address.region": { letter: "S", first: true },
  "address.postal": { letter: "Z", first: true },
  "address.sorting": { letter: "X", first: true },
};

/** `address.country` is no part: it decides which there are. */
export function partOfClass(fieldClass: FieldClass): AddressPart | undefined {
  return PARTS[fieldClass];
}
