import type { Recorder } from "@aside/audit";
import type { Database, Sql } from "@aside/postgres";
import { faultPoint } from "@aside/service";
import type { CodeStore } from "./code-store.ts";
import { dropRecords } from "./erase.ts";
import { isTokenOf } from "./token.ts";

const BATCH = 1_000;

/** What is to be made unreadable, of one tenant. */
export type ShredScope =
  | { kind: "record"; token: string }
  /** All that is of one person. */
  | { kind: "subject"; subject: string }
  /** `card`, `bank`, `id`, `address`, `other`. */
  | { kind: "class"; keyClass: string }
  /** All that was captured in one month, `2026-11`. */
  | { kind: "epoch"; month: string }
  | { kind: "tenant" };

/** What was destroyed. It holds no value: an operator keeps it, a data subject may get it. */
export interface ShredReceipt {
  tenant: string;
  scope: ShredScope;
  actor: string;
  reference: string;
  /** Milliseconds since the epoch, when it was done. */
  at: number;
  records: number;
  /** Records' keys. */
  keys: number;
  /** Keys of records' keys. */
  tenantKeys: number;
}

/**
 * Crypto-shredding: destroys the keys first, in one transaction that puts itself on record, and then the records, which nothing
 * opens any more. What is stored meanwhile, under new keys, stays. Ended in the middle, it is begun again with the same scope.
 */
export async function shred(
  request: { tenant: string; scope: ShredScope; actor: string; reference: string },
  using: { database: Database; audit: Recorder; codes: CodeStore; now: number },
): Promise<ShredReceipt> {
  const { tenant, scope, actor, reference } = request;
  const { database, now } = using;
  const destroyed = await database.withTenant(tenant, async (sql) => {
    const done = await destroyKeys(sql, tenant, scope);
    await using.audit.record(sql, {
      tenant,
      at: now,
      actor,
      action: "shredded",
      subject: subjectOf(tenant, scope),
      field: null,
      purpose: "shredding",
      reference,
      result: "done",
    });
    return done;
  });
  faultPoint("shred: keys destroyed");
  let records = 0;
  const about = { at: now, actor, action: "erased", purpose: "shredding", reference } as const;
  for (let found = BATCH; found === BATCH;) {
    const dropped = await database.withTenant(tenant, async (sql) => {
      const rows = await sql<{ id: string; token: string }[]>`
        select id, token from vault_record r where tenant = ${tenant} and ${matching(sql, scope)}
          and case when token_type = 'pointer' then made_at <= ${now} else not exists (
            select from vault_keys.dek d where d.tenant = r.tenant and d.record = r.id) end
        limit ${BATCH}`;
      for (const { token } of rows) using.codes.burn({ tenant, token });
      const ids = rows.map((row) => row.id);
      found = rows.length;
      return await dropRecords(sql, using.audit, { tenant, ids, ...about });
    });
    records += dropped.length;
  }
  return { ...request, at: now, records, ...destroyed };
}

/** A text that is no token of the tenant's is not written down. */
function subjectOf(tenant: string, scope: ShredScope): string {
  switch (scope.kind) {
    case "record":
      return isTokenOf(tenant, scope.token) ? scope.token : "-";
    case "subject":
      return `subject:${scope.subject}`;
    case "class":
      return `class:${scope.keyClass}`;
    case "epoch":
      return `epoch:${scope.month}`;
    case "tenant":
      return "tenant";
  }
}

async function destroyKeys(sql: Sql, tenant: string, scope: ShredScope) {
  const drop = () =>
    sql`delete from vault_keys.dek where tenant = ${tenant} and ${keysOf(sql, tenant, scope)} returning 1`;
  const keys = (await drop()).length;
  // Few are left to wait for while the tenant's keys are locked, and with them whoever stores.
  const tenantKeys = await lockTenantKeys(sql, tenant, scope);
  const last = tenantKeys.length > 0 ? (await drop()).length : 0;
  // Where there is none, no process is to forget what it holds.
  if (tenantKeys.length > 0)
    await sql`
      delete from vault_keys.kek k using unnest(${tenantKeys.map((key) => key.class)}::text[],
        ${tenantKeys.map((key) => key.epoch)}::text[]) as d (class, epoch)
      where k.tenant = ${tenant} and k.class = d.class and k.epoch = d.epoch`;
  return { keys: keys + last, tenantKeys: tenantKeys.length };
}

/** From here on nobody puts a record's key under them: who would waits, hears that they are gone and takes a new one. */
async function lockTenantKeys(sql: Sql, tenant: string, scope: ShredScope) {
  if (scope.kind !== "class" && scope.kind !== "tenant") return [];
  const only = scope.kind === "class" ? sql`class = ${scope.keyClass}` : sql`true`;
  return await sql<{ class: string; epoch: string }[]>`
    select class, epoch from vault_keys.kek where tenant = ${tenant} and ${only}
    order by class, epoch for update`;
}

/** Of keys of records. Class and month stand beside the key itself, so that they can be shredded where the records are lost. */
function keysOf(sql: Sql, tenant: string, scope: ShredScope) {
  switch (scope.kind) {
    case "class":
      return sql`class = ${scope.keyClass}`;
    case "epoch":
      return sql`month = ${scope.month}`;
    case "tenant":
      return sql`true`;
    default:
      return sql`record in (
        select id from vault_record where tenant = ${tenant} and ${matching(sql, scope)})`;
  }
}

/** Of records. */
function matching(sql: Sql, scope: ShredScope) {
  switch (scope.kind) {
    case "record":
      return sql`token = ${scope.token}`;
    case "subject":
      return sql`subject = ${scope.subject}`;
    case "class":
      return sql`class = ${scope.keyClass}`;
    case "epoch":
      return sql`month = ${scope.month}`;
    case "tenant":
      return sql`true`;
  }
}
