import { createHash, randomBytes } from "node:crypto";
import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { actOn } from "../tenants.ts";

/** `ack_TENANT_` and 32 random bytes. Only its SHA-256 is kept. */
const SHAPE = /^ack_([a-z][a-z0-9-]{1,31})_[A-Za-z0-9_-]{43}$/;

/** A new key for a tenant's own servers; this is the only time that it is seen. */
export async function createApiKey(
  { database, audit }: { database: Database; audit: Recorder },
  tenant: string,
  now: number,
): Promise<string> {
  const key = `ack_${tenant}_${randomBytes(32).toString("base64url")}`;
  await database.withTenant(tenant, async (sql) => {
    await sql`
      insert into collector_api_key (tenant, hash, created_at) values (${tenant}, ${hashOf(key)}, ${now})`;
    await audit.record(sql, actOn(tenant, "key.made"));
  });
  return key;
}

/** Takes every key of a tenant back, on every collector. Returns how many. */
export async function revokeApiKeys(
  { database, audit }: { database: Database; audit: Recorder },
  tenant: string,
): Promise<number> {
  return await database.withTenant(tenant, async (sql) => {
    const gone = await sql`delete from collector_api_key where tenant = ${tenant} returning 1`;
    if (gone.length > 0) await audit.record(sql, actOn(tenant, "key.revoked"));
    return gone.length;
  });
}

/**
 * Whose key it is that a request presents: `Bearer KEY`, or as password of `Basic` as clients of providers do.
 *
 * @returns null where it is nobody's
 */
export async function tenantOfApiKey(
  database: Database,
  authorization: string,
): Promise<string | null> {
  const key = presented(authorization);
  const tenant = SHAPE.exec(key)?.[1];
  if (tenant === undefined) return null;
  const rows = await database.withTenant(
    tenant,
    (sql) => sql`
      select 1 from collector_api_key k join collector_tenant t on t.id = k.tenant
      where k.tenant = ${tenant} and k.hash = ${hashOf(key)} and t.enabled`,
  );
  return rows.length === 1 ? tenant : null;
}

/** How long a key that was right is not asked for again, where nothing was heard of it. */
const REMEMBERED = 1_000;
const MOST_REMEMBERED = 1_000;

/** {@link tenantOfApiKey}, with the keys of the last second in memory, by their hash. */
export interface KeyCheck {
  (authorization: string): Promise<string | null>;
  /** Forgets them: one was taken back. What is being looked up meanwhile is not remembered. */
  forget(): void;
}

export function createKeyCheck(database: Database, now: () => number): KeyCheck {
  const right = new Map<string, { tenant: string; until: number }>();
  let forgotten = 0;
  const check = async (authorization: string) => {
    const name = hashOf(authorization).toString("base64");
    const known = right.get(name);
    if (known !== undefined && known.until > now()) return known.tenant;
    right.delete(name);
    const before = forgotten;
    const tenant = await tenantOfApiKey(database, authorization);
    if (tenant !== null && before === forgotten)
      right.set(name, { tenant, until: now() + REMEMBERED });
    for (const oldest of right.keys()) {
      if (right.size <= MOST_REMEMBERED) break;
      right.delete(oldest);
    }
    return tenant;
  };
  const forget = () => {
    forgotten += 1;
    right.clear();
  };
  return Object.assign(check, { forget });
}

/**
 * Lets every collector forget a key as it is taken back. While the connection that hears of it is lost, what was right a second ago may be
 * taken: {@link REMEMBERED} is the bound.
 */
export async function followKeys(
  database: Pick<Database, "listen">,
  check: Pick<KeyCheck, "forget">,
): Promise<{ stop(): Promise<void> }> {
  const forget = () => check.forget();
  return await database.listen("aside_collector_keys", forget, forget);
}

function presented(authorization: string): string {
  const [, scheme = "", text = ""] = /^(bearer|basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== "basic") return text;
  const pair = Buffer.from(text, "base64").toString("latin1").split(":");
  return pair.find((each) => SHAPE.test(each)) ?? "";
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
