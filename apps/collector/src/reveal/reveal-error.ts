const CODES = {
  malformed: 400,
  not_signed_in: 401,
  not_verified: 401,
  self_approval: 403,
  not_found: 404,
  over: 409,
  too_many: 429,
} as const;

/**
 * - `malformed`: a text that is not of the expected form, e.g. a reference that could be a card number
 * - `not_signed_in`: no session, or one that is over
 * - `not_verified`: the passkey's answer does not hold, or was given before
 * - `self_approval`: who asks may not approve
 * - `not_found`: no such request or value
 * - `over`: it was decided, seen or out of time already
 * - `too_many`: the day's requests are used up
 */
export type RevealErrorCode = keyof typeof CODES;

export class RevealError extends Error {
  override readonly name = "RevealError";
  readonly code: RevealErrorCode;
  readonly status: number;

  constructor(code: RevealErrorCode, options?: ErrorOptions) {
    super("the reveal was not done", options);
    this.code = code;
    this.status = CODES[code];
  }
}
