import { codeOf, faultPoint } from "@aside/service";
import type { Recorder } from "@aside/audit";
import type { Database, Sql } from "@aside/postgres";
import { actOnKek, findNewest, type KekLine, type Keks, type WrappedKek } from "./keks.ts";
import { rewrapDek } from "./record.ts";
import { secretCopy } from "./secret-bytes.ts";

const BATCH = 500;
/** An older key is kept at least this long after its successor: no writer may still hold it for the newest. */
const SUCCEEDED_MS = 2 * 60_000;

interface OldKek extends KekLine {
  epoch: string;
}

export interface RewrapResult {
  /** Records' keys that were wrapped again. */
  rewrapped: number;
  /** Older keys under which nothing lay any more. */
  destroyed: number;
}

/**
 * Wraps records' keys that lie under an older key under the newest of their tenant, class and suite, some hundred at a time, and
 * destroys older keys under which nothing lies. No value and no field is touched. It may be ended at any instant and begun
 * again, by several processes at once; each key is readable before, during and after.
 */
export async function rewrapDeks(using: {
  database: Database;
  audit: Recorder;
  keks: Keks;
  now: () => number;
}): Promise<RewrapResult> {
  const { database } = using;
  const result: RewrapResult = { rewrapped: 0, destroyed: 0 };
  const old = await database.acrossTenants(
    (sql) => sql<OldKek[]>`
      select tenant, class as "keyClass", suite, epoch from vault_keys.kek k
      where exists (select from vault_keys.kek n where n.tenant = k.tenant and n.class = k.class
        and n.suite = k.suite and n.number > k.number)
      order by number limit 1000`,
  );
  for (const kek of old) {
    for (let count = BATCH; count === BATCH; result.rewrapped += count) {
      count = await database.withTenant(kek.tenant, (sql) => rewrapBatch(sql, kek, using.keks));
      if (count > 0) faultPoint("rewrap: one batch");
    }
    if (await destroy(kek, using)) result.destroyed += 1;
  }
  return result;
}

async function rewrapBatch(sql: Sql, kek: OldKek, keks: Keks): Promise<number> {
  const { tenant, keyClass, suite, epoch } = kek;
  // In the order of `shred`, that neither waits for the other: first the tenant's keys, then the records'.
  await sql`
    select from vault_keys.kek where tenant = ${tenant} and class = ${keyClass} order by epoch for key share`;
  const rows = await sql<{ record: string; wrapped: Uint8Array }[]>`
    select record, wrapped from vault_keys.dek
    where tenant = ${tenant} and class = ${keyClass} and epoch = ${epoch}
    order by record limit ${BATCH} for update skip locked`;
  const [from] = await sql<WrappedKek[]>`
    select tenant, class as "keyClass", epoch, root, wrapped from vault_keys.kek
    where tenant = ${tenant} and class = ${keyClass} and epoch = ${epoch}`;
  const to = await findNewest(sql, kek);
  if (rows.length === 0 || from === undefined || to === undefined || to.epoch === epoch) return 0;
  const target = { kek: secretCopy(await keks.unwrap(to)), epoch: to.epoch };
  const source = await keks.unwrap(from);
  const wrapped = rows.map(({ record, wrapped: dek }) => {
    const facts = { tenant, keyClass, record, epoch, suite };
    return Buffer.from(rewrapDek(dek, { kek: source, facts }, target)).toString("base64");
  });
  target.kek.fill(0);
  await sql`
    update vault_keys.dek d set epoch = ${to.epoch}, wrapped = decode(n.wrapped, 'base64')
    from unnest(${rows.map((row) => row.record)}::text[], ${wrapped}::text[]) as n (record, wrapped)
    where d.tenant = ${tenant} and d.record = n.record`;
  return rows.length;
}

/** Where a record's key still lies under it, or a writer is about to put one there, the foreign key says no. */
async function destroy(
  kek: OldKek,
  using: { database: Database; audit: Recorder; now: () => number },
): Promise<boolean> {
  const { database, audit } = using;
  const { tenant, keyClass, suite, epoch } = kek;
  const now = using.now();
  try {
    return await database.withTenant(tenant, async (sql) => {
      const gone = await sql`
        delete from vault_keys.kek k where tenant = ${tenant} and class = ${keyClass} and epoch = ${epoch}
          and exists (select from vault_keys.kek n where n.tenant = k.tenant and n.class = k.class
            and n.suite = ${suite} and n.number > k.number and n.made_at <= ${now - SUCCEEDED_MS})
        returning 1`;
      if (gone.length > 0) await audit.record(sql, actOnKek(kek, "key.destroyed", now));
      return gone.length > 0;
    });
  } catch (error) {
    if (codeOf(error) === FOREIGN_KEY_VIOLATION) return false;
    throw error;
  }
}

export const FOREIGN_KEY_VIOLATION = "23503";
