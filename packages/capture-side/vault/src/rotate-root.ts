import { COLLECTOR_LOG } from "@aside/audit-log";
import type { Recorder } from "@aside/audit";
import { codeOf, faultPoint } from "@aside/service";
import type { Database, Sql } from "@aside/postgres";
import { captureContext } from "./capture-keys.ts";
import { VaultError } from "./errors.ts";
import { contextOf } from "./keks.ts";
import type { WrapContext } from "./root/root.ts";
import { PROBE, type RootRing } from "./root/root-ring.ts";
import { FOREIGN_KEY_VIOLATION } from "./rewrap-deks.ts";

interface Wrapped {
  root: string;
  wrapped: Uint8Array;
}

/**
 * Makes another root current, the ring's next one or a new version of the present one, and wraps every key that lies under it
 * again. Until the last is done both roots are needed; every key is readable all the while. It may be ended at any
 * instant: begun again it goes on.
 *
 * @param using.by null to go on with what was begun, if anything
 * @returns how many keys were wrapped again
 * @throws VaultError `nothing_to_rotate_to` where the present root has no versions and there is no other at hand
 */
export async function rotateRoot(using: {
  database: Database;
  audit: Recorder;
  roots: RootRing;
  now: () => number;
  by: { actor: string; reference: string } | null;
}): Promise<number> {
  const { database, roots, now, by } = using;
  if (by) {
    const to = roots.next() ?? (await newVersion(roots));
    await database.withTenant(COLLECTOR_LOG, async (sql) => {
      await sql`update vault_keys.root set current = false where current`;
      await sql`update vault_keys.root set current = true, rotated_at = ${now()} where id = ${to.id}`;
      await using.audit.record(sql, {
        tenant: COLLECTOR_LOG,
        at: now(),
        ...by,
        action: "root.rotated",
        subject: to.id,
        field: null,
        purpose: "rotation",
        result: "done",
      });
    });
    faultPoint("rotate root: begun");
  }
  await roots.refresh();
  const root = roots.current();
  const [row] = await database.withoutTenant(
    (sql) => sql<{ since: number }[]>`
      select rotated_at as since from vault_keys.root where id = ${root.id}`,
  );
  const due = { root: root.id, since: row?.since ?? 0 };
  const again = (key: Wrapped, context: WrapContext) => wrapAgain(roots, key, context);
  let count = 0;
  for (let batch = 1; batch > 0; count += batch) {
    batch = await rewrapKeks(database, due, again, now);
  }
  faultPoint("rotate root: tenants' keys wrapped");
  count += await rewrapCaptureKeys(database, due, again, now);
  if (count > 0 || by) await rewrapProbe(database, roots);
  faultPoint("rotate root: all wrapped");
  await dropOthers(database, root.id);
  return count;
}

async function newVersion(roots: RootRing) {
  const root = roots.current();
  if ((await root.rotate()) === "replace") throw new VaultError("nothing_to_rotate_to");
  return root;
}

async function wrapAgain(roots: RootRing, { root, wrapped }: Wrapped, context: WrapContext) {
  const to = roots.current();
  if (root === to.id) return await to.rewrap(wrapped, context);
  const bytes = await roots.of(root).unwrap(wrapped, context);
  try {
    return await to.wrap(bytes, context);
  } finally {
    bytes.fill(0);
  }
}

type Due = { root: string; since: number };
type Again = (key: Wrapped, context: WrapContext) => Promise<Uint8Array>;

async function rewrapKeks(database: Database, due: Due, again: Again, now: () => number) {
  const names = await database.acrossTenants(
    (sql) => sql<{ tenant: string; keyClass: string; epoch: string }[]>`
      select tenant, class as "keyClass", epoch from vault_keys.kek
      where root <> ${due.root} or wrapped_at < ${due.since} order by tenant, class, epoch limit 200`,
  );
  for (const name of names) {
    const { tenant, keyClass, epoch } = name;
    const find = (sql: Sql) => sql<Wrapped[]>`
      select root, wrapped from vault_keys.kek
      where tenant = ${tenant} and class = ${keyClass} and epoch = ${epoch}`;
    const [key] = await database.withTenant(tenant, find);
    if (key === undefined) continue;
    const wrapped = await again(key, contextOf(name));
    await database.withTenant(
      tenant,
      (sql) => sql`
        update vault_keys.kek set root = ${due.root}, wrapped = ${wrapped}, wrapped_at = ${now()}
        where tenant = ${tenant} and class = ${keyClass} and epoch = ${epoch} and wrapped = ${key.wrapped}`,
    );
  }
  return names.length;
}

async function rewrapCaptureKeys(database: Database, due: Due, again: Again, now: () => number) {
  const keys = await database.withoutTenant(
    (sql) => sql<(Wrapped & { kid: string })[]>`
      select kid, root, wrapped from vault_keys.capture_key
      where root <> ${due.root} or wrapped_at < ${due.since}`,
  );
  for (const key of keys) {
    const wrapped = await again(key, captureContext(key.kid));
    await database.withoutTenant(
      (sql) => sql`
        update vault_keys.capture_key set root = ${due.root}, wrapped = ${wrapped}, wrapped_at = ${now()}
        where kid = ${key.kid} and wrapped = ${key.wrapped}`,
    );
  }
  return keys.length;
}

/** The probe too lies under the newest version, so that an older one can be switched off at the service. */
async function rewrapProbe(database: Database, roots: RootRing): Promise<void> {
  const { id } = roots.current();
  const [row] = await database.withoutTenant(
    (sql) => sql<{ probe: Uint8Array }[]>`select probe from vault_keys.root where id = ${id}`,
  );
  if (row === undefined) throw new VaultError("wrong_root");
  const probe = await roots.current().rewrap(row.probe, PROBE);
  await database.withoutTenant(
    (sql) => sql`update vault_keys.root set probe = ${probe} where id = ${id}`,
  );
}

/** A root that still wraps a key, say one that another process made a moment ago, stays: the foreign key says so. */
async function dropOthers(database: Database, id: string): Promise<void> {
  try {
    await database.withoutTenant(
      (sql) => sql`delete from vault_keys.root where id <> ${id} and rotated_at is not null`,
    );
  } catch (error) {
    if (codeOf(error) !== FOREIGN_KEY_VIOLATION) throw error;
  }
}
