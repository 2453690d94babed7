import { existsSync } from "node:fs";
import { url as inspectorUrl } from "node:inspector";
import { fileURLToPath } from "node:url";
import { type AuditKeys, createRecorder, loadAuditKeys, type Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import {
  createLifecycle,
  createLog,
  describeSettings,
  runMain,
  ServiceError,
  silentLog,
  unknownSettings,
} from "@aside/service";
import { apiKeyCommand } from "./commands/api-key.ts";
import { custodianCommand } from "./commands/custodian.ts";
import { auditCommand } from "./commands/audit.ts";
import { backupCommand, restoreCommand } from "./commands/backup.ts";
import { loadCallbackKeys } from "./callback/callback-key.ts";
import { shareCommand } from "./commands/share.ts";
import { tenantCommand } from "./commands/tenant.ts";
import { vaultCommand, type VaultDesk } from "./commands/vault.ts";
import { collectorEvents } from "./events.ts";
import { createKeys } from "./keys.ts";
import { collectorDatabase, openCollectorDatabase } from "./open-collector-database.ts";
import { openCollectorVault, openRoots } from "./open-collector-vault.ts";
import { type CollectorSettings, readCollectorSettings, settingsTable } from "./settings.ts";
import { startCollector } from "./start-collector.ts";
import { demoTenant, putTenant } from "./tenants.ts";

const USAGE = `collector                         serve
collector keys                    make the private keys that are missing, print where the public ones are
collector seed                    make the tenant \`demo\`
collector tenant put FILE         make or change a tenant from a JSON file (- reads standard input)
collector tenant show TENANT      its settings as such a file
collector tenant disable TENANT   nothing is captured for it any more
collector api-key TENANT          make a key for the tenant's own servers, print it once
collector api-key TENANT revoke   take every key of the tenant back
collector custodian invite TENANT NAME
                                  who may see or approve seeing values; prints a link that works once
collector custodian list TENANT
collector custodian remove TENANT CUSTODIAN
collector audit export LOG FILE   the whole audit log of a tenant, or of _collector, for aside audit verify
collector audit prove LOG FILE [--about ID]... [--since DATE] [--until DATE]
                                  some entries, each proven without showing the others: for aside evidence
collector audit accept LOG        go on from the log as it is: after a restored backup, see docs/audit.md
collector share 1|2 FILE          a custodian makes a share of the root key
collector root                    which root is used, and whether it can be used now
collector rotate keys|root|capture-keys [--tenant TENANT]
                                  new keys; what lies under older ones is wrapped again, values are not touched
collector erase --tenant TENANT --token T | --subject S | --class C | --month YYYY-MM | --all
                                  destroys keys and records; prints a signed receipt. C is card, bank, id, address or other
collector export --tenant TENANT --subject S
                                  what is known of a person's records, without opening one
collector report                  what is kept, by class and policy, and what retention erased
collector backup records|keys FILE
                                  a backup of one of the two sets, while collectors serve; see docs/keys.md
collector restore FILE            puts a set back into a database on which no collector was started yet
collector sweep                   erases what is over its time and goes on with rotations, now; a collector that serves does so each minute
                                  (these also take --by NAME, --reference ID and --out FILE)
collector --help                  this

`;

await runMain(async () => {
  const words = process.argv.slice(2);
  const [word, ...rest] = words.some((one) => ["-h", "--help"].includes(one)) ? ["--help"] : words;
  switch (word) {
    case undefined:
      return await serve();
    case "keys":
      nothingAfter(rest);
      process.stdout.write(`${await createKeys(readCollectorSettings(process.env))}\n`);
      return;
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
          formFolder: built("form"),
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
    case "--help":
      process.stdout.write(USAGE + describeSettings(settingsTable));
      return;
    default:
      throw new ServiceError("wrong_settings", "there is no such command: see --help");
  }
});

function nothingAfter(rest: readonly string[]): void {
  if (rest.length > 0) throw new ServiceError("wrong_settings", "a word too many: see --help");
}

async function serve(): Promise<void> {
  const began = Date.now();
  refuseInspector();
  const settings = readCollectorSettings(process.env);
  const log = createLog({ name: "collector", level: settings.log, events: collectorEvents });
  for (const unknown of unknownSettings(process.env)) log("setting not known", unknown);
  const lifecycle = createLifecycle({ log });
  try {
    const { port } = await startCollector({
      settings,
      log,
      formFolder: built("form") ?? "",
      revealFolder: built("reveal"),
      onStop: lifecycle.onStop,
    });
    log("started", { port, ms: Date.now() - began });
  } catch (error) {
    await lifecycle.stop("fault");
    throw error;
  }
}

/** Where a page that we serve was built to: beside this bundle, or in its own folder. */
function built(page: "form" | "reveal"): string | null {
  const app = page === "form" ? "capture-form" : "reveal";
  const places = [`./${page}/`, `../../${app}/dist/`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return places.find((path) => existsSync(path)) ?? null;
}

/** Beside a collector that may be serving from the same database. */
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

/** A debugger reads every value in memory, so there is none in production, nor by SIGUSR1 later. */
function refuseInspector(): void {
  if (process.env["NODE_ENV"] === "production" && inspectorUrl() !== undefined) {
    throw new ServiceError(
      "wrong_settings",
      "the collector does not run under --inspect in production",
    );
  }
  // Without a listener of ours, Node opens its debugger on this signal.
  process.on("SIGUSR1", () => undefined);
}
