import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { ServiceError } from "@aside/service";
import { createApiKey, revokeApiKeys } from "../forward/api-keys.ts";
import { findTenant } from "../tenants.ts";

/** `collector api-key TENANT [revoke]`. Returns what is printed. */
export async function apiKeyCommand(
  desk: { database: Database; audit: Recorder },
  [tenant = "", verb]: readonly string[],
): Promise<string> {
  if ((await findTenant(desk.database, tenant)) === null || (verb ?? "revoke") !== "revoke") {
    throw new ServiceError("wrong_settings", "there is no such tenant or verb: see --help");
  }
  if (verb === undefined) return await createApiKey(desk, tenant, Date.now());
  return `${await revokeApiKeys(desk, tenant)} keys taken back`;
}
