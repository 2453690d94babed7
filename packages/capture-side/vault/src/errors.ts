const WHO = {
  seal_invalid: "customer",
  key_unknown: "customer",
  not_found: "agent",
  too_many_guesses: "operator",
  wrong_root: "operator",
  root_unreadable: "operator",
  record_broken: "operator",
  span_invalid: "bug",
  value_wiped: "bug",
  field_unknown: "bug",
} as const;

const TEXT: Record<VaultErrorCode, string> = {
  seal_invalid: "The sealed submission does not open",
  key_unknown: "The key that was sealed to is not known any more",
  not_found: "No such value",
  too_many_guesses: "Too many tokens that are not here were asked for: wait a minute",
  wrong_root:
    "The root key is not the one that this database's keys are wrapped by: restore the right root.key",
  root_unreadable:
    "The root key cannot be read: root.key must hold 32 bytes, be owned by this user and have mode 0600",
  record_broken: "A stored record does not open: its row, its key or its owner was changed",
  span_invalid: "The sealed span does not open",
  value_wiped: "The value was wiped",
  field_unknown: "The record has no such field",
};

/**
 * - `seal_invalid`, `key_unknown`: the form can ask for a new ticket and seal again
 * - `not_found`: unknown, foreign, erased, expired and used tokens, pointers and unknown fields alike
 * - `too_many_guesses`: nothing is looked up for this tenant and actor until the minute is over
 * - `wrong_root`, `root_unreadable`: refused at the start, before anything is written
 * - `record_broken`: authentication failed on stored data
 */
export type VaultErrorCode = keyof typeof WHO;

export class VaultError extends Error {
  override readonly name = "VaultError";
  readonly code: VaultErrorCode;
  readonly who: (typeof WHO)[VaultErrorCode];

  constructor(code: VaultErrorCode, options?: ErrorOptions) {
    super(TEXT[code], options);
    this.code = code;
    this.who = WHO[code];
  }
}
