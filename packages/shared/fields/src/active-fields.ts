import { readAscii } from "./bytes/read-ascii.ts";
import { partOfClass } from "./address/address-part.ts";
import { territory, type Territory } from "./address/territory.ts";
import type { SubmittedValue } from "./check-submission.ts";
import type { Template, TemplateField } from "./template.ts";

export interface ActiveField {
  readonly field: TemplateField;
  /** After the territory had its say. */
  readonly required: boolean;
}

/**
 * The fields that a form has, given what was chosen so far: without those whose `when` does not hold, and for an address
 * those that its country knows, in that country's order.
 */
export function activeFields(template: Template, values: readonly SubmittedValue[]): ActiveField[] {
  const bytesOf = (name: string) => values.find((value) => value.name === name)?.bytes;
  const chosen = template.fields.filter(
    ({ when }) => when === undefined || isAscii(bytesOf(when.field), when.is),
  );
  const country = chosen.find((field) => field.class === "address.country");
  const place = country && territory(readAscii(bytesOf(country.name), 2));
  if (country === undefined) return chosen.map(asItIs);
  const parts = chosen.filter((field) => partOfClass(field.class) !== undefined);
  const first = chosen.indexOf(country);
  const rest = chosen.filter((field) => !parts.includes(field));
  const ordered = place ? inOrder(parts, place) : [];
  return [
    ...rest.slice(0, first + 1).map(asItIs),
    ...ordered,
    ...rest.slice(first + 1).map(asItIs),
  ];
}

function inOrder(parts: readonly TemplateField[], place: Territory): ActiveField[] {
  return place.order.flatMap((part) =>
    parts
      .filter((field) => partOfClass(field.class)?.letter === part)
      .map((field) => ({
        field,
        required:
          field.required ||
          (place.required.includes(part) && partOfClass(field.class)?.first === true),
      })),
  );
}

function asItIs(field: TemplateField): ActiveField {
  return { field, required: field.required };
}

function isAscii(bytes: Uint8Array | undefined, text: string): boolean {
  return bytes !== undefined && readAscii(bytes, 30) === text;
}
