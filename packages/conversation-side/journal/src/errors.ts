/** Who can do something about a journal error. */
export type Who = "operator" | "bug";

const who = {
  /** More entries wait than are taken on; nothing was written. Slow down, try again. */
  overloaded: "operator",
  /** The database did not answer; the entry may or may not be there. Read the tail and decide again. */
  unavailable: "operator",
  /** No space left; nothing was written. */
  disk_full: "operator",
  /** The journal is closed; nothing was written. */
  closed: "bug",
  /** The entry cannot be stored as it is; nothing was written. */
  wrong_entry: "bug",
} as const satisfies Record<string, Who>;

export type JournalErrorCode = keyof typeof who;

/** What can go wrong with the journal. The message is constant: it holds nothing of an entry. */
export class JournalError extends Error {
  override readonly name = "JournalError";
  readonly code: JournalErrorCode;
  readonly who: Who;

  constructor(code: JournalErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.who = who[code];
  }
}
