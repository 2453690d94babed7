import { type AuditKeys, createRecorder, loadAuditKeys, type Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { ServiceError, silentLog } from "@aside/service";
import { builtPages } from "../built-pages.ts";
import { loadCallbackKeys } from "../callback/callback-key.ts";
import { createKeys } from "../keys.ts";
import { collectorDatabase, openCollectorDatabase } from "../open-collector-database.ts";
import { openCollectorVault, openRoots } from "../open-collector-vault.ts";
import { type CollectorSettings, readCollectorSettings } from "../settings.ts";
import { demoTenant, putTenant } from "../tenants.ts";
import { apiKeyCommand } from "./api-key.ts";
import { auditCommand } from "./audit.ts";
import { backupCommand, restoreCommand } from "./backup.ts";
import { custodianCommand } from "./custodian.ts";
import { nothingAfter } from "./nothing-after.ts";
import { shareCommand } from "./share.ts";
import { tenantCommand } from "./tenant.ts";
import { vaultCommand, type VaultDesk } from "./vault.ts";

/** Runs one command of the operator's, beside a collector that may be serving from the same database. */
export async function runCommand(word: string, rest: readonly string[]): Promise<void> {
  switch (word) {
    case "seed":
      nothingAfter(rest);
      return await withDatabase(({ database, audit, settings }) =>
        putTenant(database, audit, demoTenant(settings.gatewayUrl)),
      );
    case "tenant":
      return await withDatabase(async ({ database, audit }) => {
        process.stdout.write(`${await tenantCommand({ database, audit }, rest)}\n`);
      });
    case "api-key":
      return await withDatabase(async ({ database, audit }) => {
        process.stdout.write(`${await apiKeyCommand({ database, audit }, rest)}\n`);
      });
    case "custodian":
      return await withDatabase(async ({ database, audit, settings: { revealUrl } }) => {
        const desk = { database, audit, now: Date.now, revealUrl };
        process.stdout.write(`${await custodianCommand(desk, rest)}\n`);
      });
    case "audit":
      return await withDatabase(async ({ database, audit, keys, settings }) => {
        const { auditFolder } = settings;
        const desk = {
          database,
          audit,
          keys,
          auditFolder,
          formFolder: builtPages("form"),
          now: Date.now,
        };
        process.stdout.write(`${await auditCommand(desk, rest)}\n`);
      });
    case "share":
      process.stdout.write(`${await shareCommand(rest)}\n`);
      return;
    case "backup":
      return await withDatabase(async ({ database, audit, settings }) => {
        const desk = { database, audit, place: collectorDatabase(settings, silentLog) };
        process.stdout.write(`${await backupCommand(desk, rest)}\n`);
      });
    case "restore": {
      const place = collectorDatabase(readCollectorSettings(process.env), silentLog);
      process.stdout.write(`${await restoreCommand(place, rest)}\n`);
      return;
    }
    case "root":
      nothingAfter(rest);
      return await withVault(async ({ roots, vault }) => {
        await vault.health();
        const { kind, id } = roots.root;
        process.stdout.write(`${JSON.stringify({ kind, id, next: roots.next?.id ?? null })}\n`);
      });
    case "erase":
    case "export":
    case "report":
    case "rotate":
    case "sweep":
      return await withVault(async (desk) => {
        process.stdout.write(`${await vaultCommand(desk, word, rest)}\n`);
      });
    default:
      throw new ServiceError("wrong_settings", "there is no such command: see --help");
  }
}

async function withDatabase(
  action: (desk: {
    database: Database;
    audit: Recorder;
    keys: AuditKeys;
    settings: CollectorSettings;
  }) => Promise<void>,
): Promise<void> {
  const settings = readCollectorSettings(process.env);
  await createKeys(settings);
  const database = await openCollectorDatabase(settings, silentLog);
  try {
    const keys = await loadAuditKeys(settings.auditKeys);
    await action({ database, audit: createRecorder(keys), keys, settings });
  } finally {
    await database.close();
  }
}

async function withVault(
  action: (desk: VaultDesk & { roots: Awaited<ReturnType<typeof openRoots>> }) => Promise<void>,
): Promise<void> {
  const roots = await openRoots(readCollectorSettings(process.env), Date.now);
  await withDatabase(async ({ database, audit, settings }) => {
    const vault = await openCollectorVault({ database, audit, settings, roots, now: Date.now });
    const [key] = await loadCallbackKeys(settings.callbackKeys);
    if (key === undefined) throw new ServiceError("wrong_settings", "there is no callback key");
    try {
      await action({ database, vault, roots, receipts: { key, issuer: settings.collectorUrl } });
    } finally {
      vault.close();
    }
  });
}
