import type { Database, Sql } from "@aside/postgres";
import type { Hint, Key, Position, Row } from "./journal.ts";

export async function read(
  database: Database,
  position: Position,
  limit: number,
): Promise<readonly Row[]> {
  return await database.withTenant(
    position.tenant,
    (sql) => sql<Row[]>`
      select tenant, conversation, seq, at, client_id as "clientId", event from journal
      where tenant = ${position.tenant} and conversation = ${position.conversation} and seq > ${position.after}
      order by seq limit ${limit}`,
  );
}

export async function readMany(
  database: Database,
  positions: readonly Position[],
  limit: number,
): Promise<readonly Row[]> {
  return await inParts(positions, (part, tenants) =>
    database.withTenants(tenants, (sql) => tails(sql, part, limit)),
  );
}

/** Without LATERAL the planner may scan the whole journal (measured: 27 ms instead of 1.7). */
export function tails(sql: Sql, positions: readonly Position[], limit: number) {
  return sql<Row[]>`
    select j.* from ${wanted(sql, positions)}
    cross join lateral (
      select tenant, conversation, seq, at, client_id as "clientId", event from journal
      where tenant = w.tenant and conversation = w.conversation and seq > w.after
      order by seq limit ${limit}
    ) j`;
}

export async function sweep(
  database: Database,
  live: readonly Position[],
): Promise<readonly Hint[]> {
  return await inParts(live, (part, tenants) =>
    database.withTenants(
      tenants,
      (sql) => sql<Hint[]>`
        select w.tenant, w.conversation, j.seq from ${wanted(sql, part)}
        cross join lateral (
          select seq from journal
          where tenant = w.tenant and conversation = w.conversation and seq > w.after
          order by seq desc limit 1
        ) j`,
    ),
  );
}

export async function seqOf(
  database: Database,
  entry: Key & { clientId: string },
): Promise<number | undefined> {
  const [row] = await database.withTenant(
    entry.tenant,
    (sql) => sql<{ seq: number }[]>`
      select seq from journal
      where tenant = ${entry.tenant} and conversation = ${entry.conversation} and client_id = ${entry.clientId}`,
  );
  return row?.seq;
}

function wanted(sql: Sql, positions: readonly Position[]) {
  return sql`unnest(
    ${positions.map((position) => position.tenant)}::text[], ${positions.map((position) => position.conversation)}::text[],
    ${positions.map((position) => position.after)}::bigint[]
  ) as w (tenant, conversation, after)`;
}

async function inParts<T>(
  positions: readonly Position[],
  query: (part: readonly Position[], tenants: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let from = 0; from < positions.length; from += 1000) {
    const part = positions.slice(from, from + 1000);
    rows.push(...(await query(part, [...new Set(part.map((position) => position.tenant))])));
  }
  return rows;
}
