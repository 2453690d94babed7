import { journalMigrations } from "@aside/journal";
import type { MigrationSet } from "@aside/postgres";
import { actMigrations } from "./acts/migrations.ts";
import { administrationMigrations } from "./administration/migrations.ts";
import { exportMigrations } from "./exports/migrations.ts";
import { incidentMigrations } from "./incidents/migrations.ts";
import { signInMigrations } from "./sign-in/migrations.ts";
import { gatewayMigrations } from "./tenants/migrations.ts";
import { witnessMigrations } from "./witness/migrations.ts";

/** All of the gateway's database, each set after those that it builds on. */
export const migrationSets: readonly MigrationSet[] = [
  journalMigrations,
  gatewayMigrations,
  exportMigrations,
  witnessMigrations,
  incidentMigrations,
  administrationMigrations,
  actMigrations,
  signInMigrations,
];
