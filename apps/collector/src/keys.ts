import { mkdir } from "node:fs/promises";
import { createAuditKey, loadAuditKeys } from "@aside/audit";
import { writeAtomically } from "@aside/service";
import { createRootFile } from "@aside/vault";
import {
  createCallbackKey,
  loadCallbackKeys,
  publishCallbackKeys,
} from "./callback/callback-key.ts";
import type { CollectorSettings } from "./settings.ts";

/** Makes the private keys that are missing and writes the public ones. Returns the path of the public ones. */
export async function createKeys(settings: CollectorSettings): Promise<string> {
  // Others may pass through it, as PostgreSQL's user does where we are root, and see nothing.
  await mkdir(settings.data, { recursive: true, mode: 0o711 });
  if (settings.root.kind === "file") await createRootFile(settings.root.path);
  await createCallbackKey(settings.callbackKeys);
  await publishCallbackKeys(settings.publicKeys, await loadCallbackKeys(settings.callbackKeys));
  await createAuditKey(settings.auditKeys);
  const { publicKeys } = await loadAuditKeys(settings.auditKeys);
  await writeAtomically(settings.publicAuditKeys, publicKeys.map((key) => `${key}\n`).join(""));
  return settings.publicKeys;
}
