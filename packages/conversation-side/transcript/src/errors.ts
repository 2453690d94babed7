export type TranscriptErrorCode = "marks_misfit";

/** `marks_misfit`: marks are not of these texts, so that nothing of the conversation may leave; the operator can act. */
export class TranscriptError extends Error {
  override readonly name = "TranscriptError";
  readonly code: TranscriptErrorCode;
  readonly who = "operator";

  constructor(code: TranscriptErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
