import type { Sql, Statement } from "./connect.ts";
import { DatabaseError } from "./errors.ts";
import type { RenewingPool } from "./renewing-pool.ts";
import type { Roles } from "./roles.ts";

/** The doors to tenant data. There is no other way to a connection. */
export interface Doors {
  /**
   * Runs statements in one transaction that sees and writes one tenant's rows.
   *
   * @param tenant a tenant's id: 1 to 64 letters, digits, `_` and `-`
   * @throws {DatabaseError} `wrong_tenant`
   * @example const rows = await database.withTenant('demo', (sql) => sql`select id from conversation`)
   */
  withTenant<T>(tenant: string, action: (sql: Sql) => Promise<T>): Promise<T>;

  /** The same for several tenants, for a writer that commits for all of them at once. At most 1,000. */
  withTenants<T>(tenants: readonly string[], action: (sql: Sql) => Promise<T>): Promise<T>;

  /**
   * Runs statements over all tenants under the sweep role, which has only the columns that migrations granted to it and the
   * policies that name it. For timers, outboxes and retention.
   */
  acrossTenants<T>(action: (sql: Sql) => Promise<T>): Promise<T>;

  /** Runs statements in one transaction that sees no tenant's rows: for tables without a `tenant` column. */
  withoutTenant<T>(action: (sql: Sql) => Promise<T>): Promise<T>;

  /**
   * Runs one statement that is a transaction by itself, in one round trip (measured: 0.4 of the CPU of `withTenants`). It sees no
   * tenant's rows, except through a function of a migration: one that sets its transaction's tenants from its arguments, or one
   * that is called for a tenant.
   *
   * @example const [row] = await database.once((sql) => sql`select collector_end(${now}, ${id}) as state from aside_as(${tenant})`)
   */
  once<R extends readonly object[]>(action: (sql: Statement) => PromiseLike<R>): Promise<R>;

  /**
   * The same on one connection that all such statements share, each after the one before. For a writer that has one under way at a
   * time: whatever it finds warm (plans, catalogue, the end of a table) stays with one backend instead of going round all of the pool's.
   */
  inTurn<R extends readonly object[]>(action: (sql: Statement) => PromiseLike<R>): Promise<R>;
}

/** @param line a pool of one connection, for `inTurn`; it connects with the first statement */
export function createDoors(pool: RenewingPool, line: RenewingPool, roles: Roles): Doors {
  return {
    withTenant: (tenant, action) => within(pool, [tenant], action),
    withTenants: (tenants, action) => within(pool, tenants, action),
    acrossTenants: (action) =>
      transaction(pool, async (sql) => {
        await sql`select set_config('role', ${roles.sweep}, true), set_config('app.tenant', '', true),
          set_config('app.tenants', '', true)`;
        return await action(sql);
      }),
    withoutTenant: (action) => transaction(pool, action),
    once: (action) => one(pool, action),
    inTurn: (action) => one(line, action),
  };
}

function one<R>(pool: RenewingPool, action: (sql: Statement) => PromiseLike<R>): Promise<R> {
  return pool.use((sql) => action((template, ...values) => sql(template, ...values)));
}

function within<T>(
  pool: RenewingPool,
  tenants: readonly string[],
  action: (sql: Sql) => Promise<T>,
): Promise<T> {
  if (tenants.length === 0 || tenants.length > 1000 || !tenants.every(isTenant)) {
    return Promise.reject(
      new DatabaseError("wrong_tenant", "a tenant's id has 1 to 64 letters, digits, _ and -"),
    );
  }
  const only = tenants.length === 1 ? (tenants[0] ?? "") : "";
  return transaction(pool, async (sql) => {
    // Not awaited first: it goes out together with the action's first statement, ahead of it on the same connection.
    const set =
      sql`select set_config('app.tenant', ${only}, true), set_config('app.tenants', ${tenants.join(",")}, true)`.execute();
    const result = await action(sql);
    await set;
    return result;
  });
}

async function transaction<T>(pool: RenewingPool, action: (sql: Sql) => Promise<T>): Promise<T> {
  const { result } = await pool.use((each) =>
    each.begin(async (sql) => ({ result: await action(sql) })),
  );
  return result;
}

function isTenant(tenant: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(tenant);
}
