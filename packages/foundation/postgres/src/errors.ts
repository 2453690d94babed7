/** Who can do something about a database error. */
export type Who = "operator" | "bug";

const who = {
  no_database: "operator",
  wrong_version: "operator",
  start_failed: "operator",
  folder_unreachable: "operator",
  unsafe_durability: "operator",
  unsafe_role: "operator",
  roles_not_allowed: "operator",
  unreachable: "operator",
  disk_full: "operator",
  migration_changed: "operator",
  migration_unknown: "operator",
  migration_failed: "bug",
  unprotected_table: "bug",
  wrong_tenant: "bug",
  wrong_name: "bug",
  backup_unreadable: "operator",
  backup_other_version: "operator",
  not_empty: "operator",
} as const satisfies Record<string, Who>;

export type DatabaseErrorCode = keyof typeof who;

/** What can go wrong around the database. The message says what to do and holds no row's value. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;
  readonly who: Who;

  constructor(code: DatabaseErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.who = who[code];
  }
}
