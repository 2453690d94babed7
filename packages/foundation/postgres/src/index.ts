export { backUp } from "./backup.ts";
export type { BackupCount, BackupSet } from "./backup-set.ts";
export type { Sql, Statement } from "./connect.ts";
export type { Doors } from "./doors.ts";
export { DatabaseError, type DatabaseErrorCode } from "./errors.ts";
export { postgresEvents, type PostgresLog } from "./events.ts";
export { readMigrations, type Migration, type MigrationSet } from "./migrate.ts";
export { openDatabase, type Database, type DatabaseOptions } from "./open-database.ts";
export { restore } from "./restore.ts";
