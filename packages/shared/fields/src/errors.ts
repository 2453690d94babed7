export type FieldsErrorCode = "template_invalid" | "pattern_invalid";

/** `template_invalid`: who defined the template can act (operator). `pattern_invalid`: a bug in a table. */
export class FieldsError extends Error {
  readonly code: FieldsErrorCode;
  readonly problems: readonly string[];

  constructor(code: FieldsErrorCode, problems: readonly string[] = []) {
    super([code, ...problems].join(": "));
    this.name = "FieldsError";
    this.code = code;
    this.problems = problems;
  }
}
