import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { faultPoint } from "@aside/service";
import type { KekLine, Keks } from "./keks.ts";

/**
 * Begins a new key for writing in every line that has one: of one tenant, or of all. Other processes write under it within a
 * minute; `rewrapDeks` brings the older records' keys after.
 *
 * @returns how many lines got a new key
 */
export async function renewKeks(
  request: { tenant?: string; actor: string; reference: string },
  using: { database: Database; audit: Recorder; keks: Keks; now: () => number },
): Promise<number> {
  const { database, keks, now } = using;
  const all = await database.acrossTenants(
    (sql) => sql<KekLine[]>`
      select distinct tenant, class as "keyClass", suite from vault_keys.kek order by 1, 2, 3`,
  );
  const { tenant, actor, reference } = request;
  const lines = all.filter((line) => tenant === undefined || line.tenant === tenant);
  for (const line of lines) {
    await keks.renew(line);
    faultPoint("rotate keys: one made");
  }
  for (const owner of new Set(lines.map((line) => line.tenant))) {
    const classes = lines.filter((line) => line.tenant === owner).map((line) => line.keyClass);
    const about = {
      tenant: owner,
      at: now(),
      actor,
      reference,
      field: null,
      result: "done",
    } as const;
    const acts = classes.map((keyClass) => ({
      ...about,
      action: "key.rotated",
      subject: `class:${keyClass}`,
      purpose: "rotation",
    }));
    await database.withTenant(owner, (sql) => using.audit.record(sql, ...acts));
  }
  return lines.length;
}
