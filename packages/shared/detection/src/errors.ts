export type DetectionErrorCode = "pattern_invalid" | "too_many_patterns";

/** A tenant's own pattern cannot be used; the operator who wrote it can act. */
export class DetectionError extends Error {
  override readonly name = "DetectionError";
  readonly code: DetectionErrorCode;
  readonly who = "operator";
  /** The pattern's name, never its text. */
  readonly pattern: string;

  constructor(code: DetectionErrorCode, pattern: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.pattern = pattern;
  }
}
