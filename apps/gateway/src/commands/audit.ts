import { COLLECTOR_LOG } from "@aside/audit-log";
import type { Database, Sql } from "@aside/postgres";
import { wrong } from "./arguments.ts";
import { nothingMore } from "./nothing-more.ts";
import type { OperatorCommand } from "./run-command.ts";

/** `audit checkpoints LOG`, `audit alarms LOG`, `audit accept LOG`. */
export const auditCommand: OperatorCommand = async (
  { database, say, now },
  [verb, word, ...rest],
) => {
  nothingMore(rest);
  const log = await knownLog(database, word);
  switch (verb) {
    case "checkpoints": {
      const rows = await database.withTenant(
        log,
        (sql) => sql<{ note: string }[]>`
          select note from witness_checkpoint where tenant = ${log} and retired_at is null order by size`,
      );
      for (const { note } of rows) say(JSON.stringify({ checkpoint: note }));
      return;
    }
    case "alarms": {
      const rows = await database.withTenant(
        log,
        (sql) => sql<{ verdict: string; at: number }[]>`
          select verdict, at from witness_alarm where tenant = ${log} and resolved_at is null order by place`,
      );
      if (rows.length === 0) say("no alarms");
      for (const { verdict, at } of rows) say(`${verdict}\t${new Date(at).toISOString()}`);
      return;
    }
    case "accept":
      await database.withTenant(log, (sql) => accept(sql, log, now()));
      say(`what the collector tells next of ${log} is taken as its beginning`);
      return;
    default:
      wrong("audit checkpoints LOG, audit alarms LOG, or audit accept LOG");
  }
};

/** Nothing is deleted: what was witnessed stays, and is compared with no more. */
async function accept(sql: Sql, log: string, at: number): Promise<void> {
  await sql`update witness_checkpoint set retired_at = ${at} where tenant = ${log} and retired_at is null`;
  await sql`update witness_alarm set resolved_at = ${at} where tenant = ${log} and resolved_at is null`;
}

/** The collector's own log, a tenant's, or one that was witnessed. */
async function knownLog(database: Database, word: string | undefined): Promise<string> {
  const log = word !== undefined && /^[a-z_][a-z0-9_-]{1,63}$/.test(word) ? word : null;
  if (log === null) return wrong("Which log? A tenant's id, or _collector");
  if (log === COLLECTOR_LOG) return log;
  const rows = await database.withTenant(
    log,
    (sql) => sql`
      select 1 from tenant where tenant = ${log}
      union all select 1 from witness_checkpoint where tenant = ${log}
      union all select 1 from witness_alarm where tenant = ${log} limit 1`,
  );
  return rows.length > 0
    ? log
    : wrong(`There is no log ${log}: it is a tenant's id, or _collector`);
}
