/** Why a command could not go on. All are for the operator: the text says what to do. */
export type CliErrorCode =
  | "no_key"
  | "unreachable"
  | "refused"
  | "gone"
  | "broken_off"
  | "digest_differs"
  | "cannot_write"
  | "cannot_read"
  | "does_not_match"
  | "log_differs"
  | "no_browser"
  | "not_signed"
  | "page_differs"
  | "unlisted";

export class CliError extends Error {
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CliError";
    this.code = code;
  }
}
