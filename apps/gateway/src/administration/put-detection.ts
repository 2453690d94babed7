import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Database, Sql } from "@aside/postgres";
import type { Actor } from "@aside/protocol";
import type * as z from "zod";
import {
  detectionChange,
  detectionView,
  type changesQuery,
  type DetectionChange,
  type DetectionView,
} from "./detection-change.ts";

/** A tenant's settings of detection, or null where there is no such tenant. */
export async function readDetection(
  database: Database,
  tenant: string,
): Promise<DetectionView | null> {
  const [row] = await database.withTenant(
    tenant,
    (sql) => sql`select detection, chat from tenant where tenant = ${tenant}`,
  );
  return row === undefined ? null : detectionView.parse({ ...row });
}

/** The same in a transaction that will change them: nobody else does meanwhile. */
export async function readDetectionIn(sql: Sql, tenant: string): Promise<DetectionView | null> {
  const [row] = await sql`
    select detection, chat from tenant where tenant = ${tenant} for update`;
  return row === undefined ? null : detectionView.parse({ ...row });
}

/**
 * Puts settings in the place of those that are there, and on record who did so. The same settings again are no change.
 *
 * @param change.expected the version that the change was made from; another one by now is `changed`. Null: whatever there is
 */
export async function putDetection(
  database: Database,
  tenant: string,
  change: {
    readonly to: DetectionView;
    readonly by: Actor;
    readonly at: number;
    readonly expected: string | null;
  },
): Promise<"done" | "changed" | "no tenant"> {
  const { to, expected } = change;
  return await database.withTenant(tenant, async (sql) => {
    const before = await readDetectionIn(sql, tenant);
    if (before === null) return "no tenant";
    if (expected !== null && expected !== versionOf(before)) return "changed";
    await sql`
      update tenant set detection = ${sql.json(to.detection)}, chat = ${sql.json(to.chat)}
      where tenant = ${tenant}`;
    await noteDetection(sql, tenant, { ...change, before });
    return "done";
  });
}

/** In the transaction of the change. */
export async function noteDetection(
  sql: Sql,
  tenant: string,
  change: {
    readonly before: DetectionView;
    readonly to: DetectionView;
    readonly by: Actor;
    readonly at: number;
  },
): Promise<void> {
  const { before, to, by, at } = change;
  if (isDeepStrictEqual(before, to)) return;
  await sql`
    insert into administrative_act (tenant, at, by, act, before, after)
    values (${tenant}, ${at}, ${sql.json(by)}, 'detection', ${sql.json(before)}, ${sql.json(to)})`;
}

export async function listChanges(
  database: Database,
  tenant: string,
  { limit, before }: z.infer<typeof changesQuery>,
): Promise<DetectionChange[]> {
  const rows = await database.withTenant(
    tenant,
    (sql) => sql`
      select place, at, by, before, after from administrative_act
      where tenant = ${tenant} and act = 'detection'
        ${before === undefined ? sql`` : sql`and place < ${before}`}
      order by place desc limit ${limit}`,
  );
  return rows.map((row) => detectionChange.parse({ ...row }));
}

/** Names settings by what they are. */
export function versionOf(view: DetectionView): string {
  return createHash("sha256").update(JSON.stringify(view)).digest("base64url").slice(0, 22);
}
