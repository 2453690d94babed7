import { createRootFile } from "@aside/vault";
import {
  createCallbackKey,
  loadCallbackKeys,
  publishCallbackKeys,
} from "./callback/callback-key.ts";
import type { CollectorSettings } from "./settings.ts";

/** Makes the private keys that are missing and writes the public ones. Returns the path of the public ones. */
export async function createKeys(settings: CollectorSettings): Promise<string> {
  await createRootFile(settings.rootKey);
  await createCallbackKey(settings.callbackKeys);
  await publishCallbackKeys(settings.publicKeys, await loadCallbackKeys(settings.callbackKeys));
  return settings.publicKeys;
}
