import postgres from "postgres";

/** PostgreSQL's `bigint` arrives as a number: sequence numbers and milliseconds stay below 2^53. */
const types = {
  int8: {
    to: 20,
    from: [20],
    serialize: (value: number) => String(value),
    parse: (value: string) => Number(value),
  },
};

type Types = { int8: number };

/** A pool of connections. */
export type Pool = postgres.Sql<Types>;

/** Statements inside one transaction. */
export type Sql = postgres.TransactionSql<Types>;

/** One tagged statement; no transaction can be begun with it. */
export type Statement = <R extends readonly (object | undefined)[] = postgres.Row[]>(
  template: TemplateStringsArray,
  ...values: readonly postgres.ParameterOrFragment<number>[]
) => postgres.PendingQuery<R>;

/** Where a pool connects to. */
export type Target =
  | { readonly kind: "url"; readonly url: string; readonly role?: string }
  | {
      readonly kind: "socket";
      readonly folder: string;
      readonly user: string;
      readonly database: string;
    };

/**
 * Opens a pool. Nothing is printed; a lost connection is tried again within a second.
 *
 * @param options.name the application name that `pg_stat_activity` shows
 */
export function connect(target: Target, options: { name: string; max: number }): Pool {
  const common = {
    max: options.max,
    onnotice: () => undefined,
    types,
    connect_timeout: 10,
    backoff: (retries: number) => Math.min(0.02 * 2 ** retries, 1),
  };
  if (target.kind === "url") {
    const role = target.role === undefined ? {} : { role: target.role };
    return postgres(target.url, {
      ...common,
      connection: { application_name: options.name, ...role },
    });
  }
  return postgres({
    ...common,
    host: target.folder,
    path: `${target.folder}/.s.PGSQL.5432`,
    port: 5432,
    user: target.user,
    database: target.database,
    connection: { application_name: options.name },
  });
}

/** A pool of one for what an administrator does at a start or stop. Its transactions are plain. */
export async function asAdmin<T>(
  target: Target,
  name: string,
  action: (sql: Pool) => Promise<T>,
): Promise<T> {
  const sql = connect(target, { name, max: 1 });
  try {
    return await action(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
