import {
  activeFields,
  checkField,
  checkSubmission,
  checkWhileTyping,
  formatField,
  problemCodes,
  type ActiveField,
  type Edited,
  type FieldError,
  type ProblemCode,
  type SubmittedValue,
  type Template,
} from "@aside/fields";

/** The fields of one form while it is filled: values, and which errors are shown. Holds no reference to the page. */
export interface FormModel {
  /** What to show now, in order; changes with the country or a choice. */
  fields(): ActiveField[];
  text(name: string): string;
  error(name: string): ProblemCode | undefined;
  /**
   * The customer changed a field. Formats it, but not while an input method still composes; errors that were shown are
   * judged again, kindly.
   */
  input(name: string, edited: Edited, isComposing?: boolean): Edited;
  /** The customer left a field: the moment to say what is wrong with what stands there. */
  leave(name: string): void;
  /** Judges all. Shows every error; the values where there is none. */
  submit(): { readonly ok: true; readonly values: SubmittedValue[] } | { readonly ok: false };
  /** Errors that the collector found. */
  refuse(errors: readonly { name: string; code: string }[]): void;
  /** Forgets every value. */
  clear(): void;
  /** What the collector has of a field already, as it may be shown: `•••• 1111`. Left empty, the field is taken from there. */
  prefilled(name: string): string | undefined;
  /** A copy of the bytes of a field, for hints such as the card's network. */
  bytes(name: string): Uint8Array;
}

/**
 * @param now the collector's time, in milliseconds since the epoch
 * @param initial values that are no secrets: the country
 * @param prefilled by field, what is shown of a value that the collector has already
 */
export function createFormModel(
  template: Template,
  now: () => number,
  initial: Readonly<Record<string, string>> = {},
  prefilled: ReadonlyMap<string, string> = new Map(),
): FormModel {
  const texts = new Map(Object.entries(initial));
  const errors = new Map<string, ProblemCode>();
  const there = new Map(prefilled);
  const encoder = new TextEncoder();

  const bytes = (name: string) => encoder.encode((texts.get(name) ?? "").normalize("NFC"));
  const all = () => template.fields.map(({ name }) => ({ name, bytes: bytes(name) }));
  const fields = () => withValues((values) => activeFields(template, values));
  const find = (name: string) => fields().find(({ field }) => field.name === name);

  return {
    fields,
    text: (name) => texts.get(name) ?? "",
    error: (name) => errors.get(name),
    prefilled: (name) => there.get(name),
    bytes,
    input(name, edited, isComposing = false) {
      const active = find(name);
      if (active === undefined) return edited;
      const formatted = isComposing ? edited : formatField(active.field.class, edited);
      const before = new Set(fields().map(({ field }) => field.name));
      texts.set(name, formatted.text);
      if (active.field.class === "address.country") forgetForeign();
      for (const { field } of fields()) {
        if (!before.has(field.name)) errors.delete(field.name);
        else if (errors.has(field.name)) judge(field.name, field.name === name);
      }
      return formatted;
    },
    leave(name) {
      if ((texts.get(name) ?? "").trim() === "") return;
      judge(name, false);
    },
    submit() {
      const active = new Set(fields().map(({ field }) => field.name));
      const values = all().filter(({ name, bytes: given }) => active.has(name) && given.length > 0);
      const verdict = checkSubmission(template, values, { now: now() });
      const wrong = verdict.ok ? [] : verdict.errors.filter((error) => !isThere(error));
      errors.clear();
      if (wrong.length === 0) return { ok: true, values };
      wipe(values);
      show(wrong);
      return { ok: false };
    },
    refuse(found) {
      const known = found.flatMap(({ name, code }) => {
        const problem = problemCodes.find((each) => each === code);
        return problem && find(name) ? [{ name, code: problem }] : [];
      });
      errors.clear();
      // The collector has it no more: it is the customer's to enter.
      for (const { name, code } of known) if (code === "required") there.delete(name);
      show(known);
    },
    clear() {
      texts.clear();
      errors.clear();
    },
  };

  function judge(name: string, isTyping: boolean): void {
    const active = find(name);
    if (active === undefined) return;
    const field = { ...active.field, required: active.required };
    const problem = withValues((values) => {
      const verdict = isTyping
        ? checkWhileTyping(template, field, values, { now: now() })
        : checkField(template, field, values, { now: now() });
      return typeof verdict === "object" && !verdict.ok ? verdict.code : undefined;
    });
    if (problem === undefined) errors.delete(name);
    else errors.set(name, problem);
  }

  function isThere({ name, code }: FieldError): boolean {
    return code === "required" && there.has(name);
  }

  function show(found: readonly FieldError[]): void {
    for (const { name, code } of found) errors.set(name, code);
  }

  /** A region of one country is none of another's. */
  function forgetForeign(): void {
    for (const field of template.fields) {
      if (field.class === "address.region" || field.class === "address.sorting") {
        texts.delete(field.name);
      }
      if (field.class.startsWith("address.")) errors.delete(field.name);
    }
  }

  function withValues<T>(look: (values: readonly SubmittedValue[]) => T): T {
    const values = all();
    const result = look(values);
    wipe(values);
    return result;
  }
}

function wipe(values: readonly SubmittedValue[]): void {
  for (const { bytes } of values) bytes.fill(0);
}
