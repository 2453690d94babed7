import type { SubmittedValue } from "./check-submission.ts";
import type { FieldClass } from "./field-class.ts";
import { refuse, type CheckContext, type Verdict } from "./field-rule.ts";
import { fieldRules } from "./field-rules.ts";
import { incompleteCodes } from "./problem-code.ts";
import type { Template, TemplateField } from "./template.ts";

type Clock = Pick<CheckContext, "now">;

/** Judges one field of a submission, as it is when it is sent. */
export function checkField(
  template: Template,
  field: TemplateField,
  values: readonly SubmittedValue[],
  { now }: Clock,
): Verdict {
  return judge(template, field, values, { now }).verdict;
}

/** What can be said while one still types: nothing is wrong that more typing can mend. */
export type LiveVerdict = "complete" | "possible" | Extract<Verdict, { ok: false }>;

export function checkWhileTyping(
  template: Template,
  field: TemplateField,
  values: readonly SubmittedValue[],
  { now }: Clock,
): LiveVerdict {
  const { verdict, canBecomeValid } = judge(template, field, values, { now });
  if (verdict.ok) return "complete";
  return canBecomeValid ? "possible" : verdict;
}

/**
 * The value as it is kept: a fresh array that the caller wipes.
 *
 * @returns null where the bytes cannot be of the class; ask `checkSubmission` first
 */
export function canonicalValue(fieldClass: FieldClass, bytes: Uint8Array): Uint8Array | null {
  return fieldRules[fieldClass].canonical(bytes);
}

interface Judgement {
  readonly verdict: Verdict;
  readonly canBecomeValid: boolean;
}

function judge(
  template: Template,
  field: TemplateField,
  values: readonly SubmittedValue[],
  { now }: Clock,
): Judgement {
  const rule = fieldRules[field.class];
  const bytes = bytesOf(values, field.name);
  if (bytes === undefined || bytes.length === 0) return empty(field);
  if (bytes.length > rule.maxBytes) return { verdict: refuse("too_long"), canBecomeValid: false };
  const canonical = rule.canonical(bytes);
  if (canonical === null) return { verdict: refuse("malformed"), canBecomeValid: false };
  if (canonical.length === 0) return empty(field);
  const context: CheckContext = {
    now,
    sibling: (wanted) => siblingBytes(template, values, wanted),
    ...(field.options && { options: field.options }),
  };
  const verdict = rule.verify(canonical, context);
  const canBecomeValid =
    !verdict.ok &&
    (rule.canStillBecomeValid?.(canonical, context) ?? incompleteCodes.includes(verdict.code));
  canonical.fill(0);
  return { verdict, canBecomeValid };
}

function empty(field: TemplateField): Judgement {
  return field.required
    ? { verdict: refuse("required"), canBecomeValid: true }
    : { verdict: { ok: true }, canBecomeValid: true };
}

function siblingBytes(
  template: Template,
  values: readonly SubmittedValue[],
  wanted: FieldClass,
): Uint8Array | undefined {
  const name = template.fields.find((field) => field.class === wanted)?.name;
  return name === undefined ? undefined : bytesOf(values, name);
}

function bytesOf(values: readonly SubmittedValue[], name: string): Uint8Array | undefined {
  return values.find((value) => value.name === name)?.bytes;
}
