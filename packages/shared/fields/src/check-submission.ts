import type { FieldClass } from "./field-class.ts";
import { permittedMetadata, type FieldMetadata, type MetadataKey } from "./metadata.ts";
import type { ProblemCode } from "./problem-code.ts";
import { activeFields } from "./active-fields.ts";
import { checkField } from "./check-field.ts";
import { displayOf } from "./display.ts";
import type { Template } from "./template.ts";

/** One value of one submission: the template's field name and the UTF-8 bytes as they were typed. */
export interface SubmittedValue {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FieldError {
  readonly name: string;
  readonly code: ProblemCode;
}

export type SubmissionVerdict =
  | {
      readonly ok: true;
      /** Without the expiry. */
      readonly metadata: Omit<FieldMetadata, "expMonth" | "expYear">;
      /** Leaves the collector only where the policy says so. */
      readonly expiry?: { readonly expMonth: number; readonly expYear: number };
      /** One line that people read, the same in every language: `Visa •••• 1111`. */
      readonly display: string;
    }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Judges a whole submission, in the form before it is sealed and again in the collector after it was opened.
 *
 * @param now milliseconds since the epoch, for expiry dates
 */
export function checkSubmission(
  template: Template,
  values: readonly SubmittedValue[],
  { now }: { now: number },
): SubmissionVerdict {
  const errors: FieldError[] = [];
  const metadata: FieldMetadata = {};
  const fields = activeFields(template, values);
  const known = new Set(fields.map(({ field }) => field.name));
  const seen = new Set<string>();
  for (const { name, bytes } of values) {
    if (seen.has(name)) errors.push({ name, code: "duplicate_field" });
    else if (!known.has(name) && bytes.length > 0) errors.push({ name, code: "unknown_field" });
    seen.add(name);
  }
  for (const { field, required } of fields) {
    const verdict = checkField(template, { ...field, required }, values, { now });
    if (!verdict.ok) errors.push({ name: field.name, code: verdict.code });
    else if (verdict.metadata) keepPermitted(metadata, field.class, verdict.metadata);
  }
  if (errors.length > 0) return { ok: false, errors: errors.map(withKnownName(template)) };
  const { expMonth, expYear, ...rest } = metadata;
  const display = displayOf(template, rest);
  if (expMonth === undefined || expYear === undefined) return { ok: true, metadata: rest, display };
  return { ok: true, metadata: rest, expiry: { expMonth, expYear }, display };
}

function keepPermitted(kept: FieldMetadata, fieldClass: FieldClass, said: FieldMetadata): void {
  for (const key of permittedMetadata[fieldClass] ?? []) keep(kept, key, said[key]);
}

function keep<K extends MetadataKey>(kept: FieldMetadata, key: K, value: FieldMetadata[K]): void {
  if (value !== undefined) kept[key] = value;
}

/** A name that the template has not came from outside: it is not echoed. */
function withKnownName(template: Template): (error: FieldError) => FieldError {
  const names = new Set(template.fields.map(({ name }) => name));
  return (error) => (names.has(error.name) ? error : { name: "unknown", code: error.code });
}
