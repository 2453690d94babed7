import { createAuditKey, loadAuditKeys } from "@aside/audit";
import { makeDataFolder, writeAtomically } from "@aside/service";
import { createRootFile } from "@aside/vault";
import {
  createCallbackKey,
  loadCallbackKeys,
  publishCallbackKeys,
} from "./callback/callback-key.ts";
import type { CollectorSettings } from "./settings.ts";

/** Makes the private keys that are missing and writes the public ones. Returns the path of the public ones. */
export async function createKeys(settings: CollectorSettings): Promise<string> {
  await makeDataFolder(settings.data, "ASIDE_DATA");
  if (settings.root.kind === "file") await createRootFile(settings.root.path);
  await createCallbackKey(settings.callbackKeys);
  await publishCallbackKeys(settings.publicKeys, await loadCallbackKeys(settings.callbackKeys));
  await createAuditKey(settings.auditKeys);
  const { publicKeys } = await loadAuditKeys(settings.auditKeys);
  await writeAtomically(settings.publicAuditKeys, publicKeys.map((key) => `${key}\n`).join(""));
  return settings.publicKeys;
}
