const TEXT = {
  act_invalid: "An act names something by what is no id",
  keys_unreadable: "The audit keys cannot be read: the folder must hold Ed25519 keys as PEM files",
  log_differs:
    "The audit log in the database is not the one that was signed: see what to do in docs/audit.md",
} as const;

const WHO = { act_invalid: "bug", keys_unreadable: "operator", log_differs: "operator" } as const;

/**
 * - `act_invalid`: refused before anything is written, and with it what was to be done
 * - `keys_unreadable`: refused at the start
 * - `log_differs`: tampering, or an older database was put back; nothing is opened until an operator has decided
 */
export type AuditErrorCode = keyof typeof TEXT;

export class AuditError extends Error {
  override readonly name = "AuditError";
  readonly code: AuditErrorCode;
  readonly who: (typeof WHO)[AuditErrorCode];

  constructor(code: AuditErrorCode, options?: ErrorOptions) {
    super(TEXT[code], options);
    this.code = code;
    this.who = WHO[code];
  }
}
