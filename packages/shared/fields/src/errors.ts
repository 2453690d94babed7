export type FieldsErrorCode = "template_invalid" | "pattern_invalid";

const WHO = { template_invalid: "operator", pattern_invalid: "bug" } as const;

/** `template_invalid`: who defined the template can act. `pattern_invalid`: a table of this package is wrong. */
export class FieldsError extends Error {
  override readonly name = "FieldsError";
  readonly code: FieldsErrorCode;
  readonly who: "operator" | "bug";
  readonly problems: readonly string[];

  constructor(code: FieldsErrorCode, problems: readonly string[] = []) {
    super([code, ...problems].join(": "));
    this.code = code;
    this.who = WHO[code];
    this.problems = problems;
  }
}
