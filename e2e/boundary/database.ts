import postgres from "postgres";
import type { Sink } from "./search.ts";

/** Every row of every table of a server's database, as PostgreSQL writes it in JSON; past row-level security. */
export async function databaseRows(
  name: "gateway" | "collector",
  dataFolder: string,
): Promise<Sink> {
  const folder = `${dataFolder}/${name}/postgres-socket`;
  const sql = postgres({
    host: folder,
    path: `${folder}/.s.PGSQL.5432`,
    username: "aside_owner",
    database: name,
    max: 1,
  });
  try {
    await sql`checkpoint`;
    const tables = await sql<{ schema: string; table: string }[]>`
      select schemaname as schema, tablename as "table" from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
    const rows: string[] = [];
    for (const { schema, table } of tables) {
      for (const { row } of await sql<
        { row: string }[]
      >`select row_to_json(t)::text as row from ${sql(schema)}.${sql(table)} t`)
        rows.push(row);
    }
    return { name: `${name} database`, bytes: Buffer.from(rows.join("\n")) };
  } finally {
    await sql.end();
  }
}
