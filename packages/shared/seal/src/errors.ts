/**
 * What sealing refuses. All are `bug`: the caller gave what it never should.
 *
 * - `bad_context`: a part of the context is longer than 65,535 bytes
 * - `bad_fields`: more than 40 fields, a name twice or of a wrong form, a value above 2,000 bytes
 * - `bad_key`: not a usable X25519 public key (wrong length or of low order)
 * - `bad_template`: not JSON
 */
export type SealErrorCode = "bad_context" | "bad_fields" | "bad_key" | "bad_template";

export class SealError extends Error {
  override readonly name = "SealError";
  readonly who = "bug";
  readonly code: SealErrorCode;

  constructor(code: SealErrorCode, options?: ErrorOptions) {
    super("A value could not be sealed or read", options);
    this.code = code;
  }
}
