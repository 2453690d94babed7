/** Who can do something about an error. */
export type Who = "operator" | "bug";

const who = {
  keys_unreadable: "operator",
  keys_missing: "operator",
  ticket_lifetime: "bug",
} as const satisfies Record<string, Who>;

export type CollectorClientErrorCode = keyof typeof who;

/** What can go wrong with keys and tickets. Holds no key and no claim. */
export class CollectorClientError extends Error {
  override readonly name = "CollectorClientError";
  readonly code: CollectorClientErrorCode;
  readonly who: Who;

  constructor(code: CollectorClientErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.who = who[code];
  }
}
