import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { openRoot, openVault, type Root, type Vault } from "@aside/vault";
import type { CollectorSettings } from "./settings.ts";

/** The roots that the settings name, before anything else is opened: a wrong one is found at once. */
export async function openRoots(settings: CollectorSettings, now: () => number) {
  const { production, transitToken, awsUrl, gcpUrl } = settings;
  const options = { env: process.env, production, now, transitToken, awsUrl, gcpUrl };
  return {
    root: await openRoot(settings.root, options),
    next: settings.rootNext && (await openRoot(settings.rootNext, options)),
  };
}

export function openCollectorVault(options: {
  database: Database;
  audit: Recorder;
  settings: CollectorSettings;
  roots: { root: Root; next: Root | null };
  now: () => number;
}): Promise<Vault> {
  const { database, audit, settings, roots, now } = options;
  const { suites, sodium } = settings;
  return openVault({ database, audit, ...roots, suites, sodium, now });
}
