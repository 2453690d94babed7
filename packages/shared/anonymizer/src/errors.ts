export type AnonymizerErrorCode = "defaults_invalid";

/** `defaults_invalid`: a tenant's table has an unknown type or an unusable value; the operator can act. */
export class AnonymizerError extends Error {
  override readonly name = "AnonymizerError";
  readonly code: AnonymizerErrorCode;
  readonly who = "operator";

  constructor(code: AnonymizerErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
