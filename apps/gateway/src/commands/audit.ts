import type { Sql } from "@aside/postgres";
import { wrong } from "./arguments.ts";
import type { OperatorCommand } from "./run-command.ts";

/** `audit checkpoints LOG`, `audit alarms LOG`, `audit accept LOG`. */
export const auditCommand: OperatorCommand = async ({ database, say, now }, [verb, word]) => {
  const log = logOf(word);
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

function logOf(word: string | undefined): string {
  if (word !== undefined && /^[a-z_][a-z0-9_-]{1,63}$/.test(word)) return word;
  return wrong("Which log? A tenant's id, or _collector");
}
