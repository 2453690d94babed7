import { join } from "node:path";
import { loadSigningKeys, publishKeys } from "@aside/collector-client";
import { makeDataFolder } from "@aside/service";
import type { GatewaySettings } from "./settings.ts";

/** Makes the private keys that are missing and writes the public ones. */
export async function createKeys(settings: GatewaySettings) {
  const folder = join(settings.data, "gateway");
  await makeDataFolder(settings.data, "ASIDE_DATA");
  const keys = await loadSigningKeys(join(folder, "keys"));
  const publicFile = join(folder, "public.jwks.json");
  await publishKeys(publicFile, keys);
  return { keys, publicFile };
}
