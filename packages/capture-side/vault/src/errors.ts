const WHO = {
  seal_invalid: "customer",
  key_unknown: "customer",
  not_found: "agent",
  too_many_guesses: "operator",
  wrong_root: "operator",
  root_unreadable: "operator",
  share_unreadable: "operator",
  root_not_for_production: "operator",
  root_unavailable: "operator",
  root_refused: "operator",
  nothing_to_rotate_to: "operator",
  native_missing: "operator",
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
    "The root key is not the one that this database's keys are wrapped by: set ASIDE_ROOT to the right one (docs/keys.md)",
  root_unreadable:
    "The root key cannot be read: a key or share file must be whole, owned by this user and have mode 0600, and ASIDE_ROOT name a root of the right form (docs/keys.md)",
  share_unreadable:
    "A custodian's share cannot be read or is mistyped, or one share is given twice: both are needed, number 1 and number 2 (docs/keys.md)",
  root_not_for_production:
    "A root key in the environment is for development: in production use custodians, transit, aws-kms or gcp-kms (docs/keys.md)",
  root_unavailable: "The key service does not answer, or answers what it should not",
  root_refused:
    "The key service refuses this collector: check its credentials, the key's policy and whether the key is enabled",
  nothing_to_rotate_to:
    "This root has no versions: make another one and set ASIDE_ROOT_NEXT to it, on every collector (docs/keys.md)",
  native_missing:
    "sodium-native does not load on this machine: install it, or set ASIDE_SODIUM to auto or wasm",
  record_broken: "A stored record does not open: its row, its key or its owner was changed",
  span_invalid: "The sealed span does not open",
  value_wiped: "The value was wiped",
  field_unknown: "The record has no such field",
};

/**
 * - `seal_invalid`, `key_unknown`: the form can ask for a new ticket and seal again
 * - `not_found`: unknown, foreign, erased, expired and used tokens, pointers and unknown fields alike
 * - `too_many_guesses`: nothing is looked up for this tenant and actor until the minute is over
 * - `wrong_root`, `root_unreadable`, `share_unreadable`, `root_not_for_production`: refused at the start, before anything is written
 * - `root_unavailable`: worth another try; `root_refused`: not before somebody changed something
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
