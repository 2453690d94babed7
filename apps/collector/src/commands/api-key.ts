import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { ServiceError } from "@aside/service";
import { createApiKey, revokeApiKeys } from "../forward/api-keys.ts";
import { findTenant, isTenant } from "../tenants.ts";

/** `collector api-key TENANT [revoke]`. Returns what is printed. Keys are taken back of a tenant that was disabled too. */
export async function apiKeyCommand(
  desk: { database: Database; audit: Recorder },
  [tenant = "", verb, ...more]: readonly string[],
): Promise<string> {
  const found =
    verb === undefined
      ? (await findTenant(desk.database, tenant)) !== null
      : verb === "revoke" && more.length === 0 && (await isTenant(desk.database, tenant));
  if (!found)
    throw new ServiceError("wrong_settings", "there is no such tenant or verb: see --help");
  if (verb === undefined) return await createApiKey(desk, tenant, Date.now());
  return `${await revokeApiKeys(desk, tenant)} keys taken back`;
}
