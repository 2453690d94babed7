import {
  type Checkpoint,
  equal,
  fromBase64,
  isConsistent,
  type NoteTools,
  openCheckpoint,
} from "@aside/audit-log";
import type { Database, Sql } from "@aside/postgres";
import type { WitnessedCheckpoints, WitnessLetter, WitnessReply } from "@aside/protocol";
import type { GatewayLog } from "../events.ts";
import type { GatewayMetrics } from "../metrics.ts";

/** Holds what the collector's audit logs were, so that none of them can be shortened or made anew unseen. */
export interface Witness {
  take(letter: WitnessLetter): Promise<WitnessReply>;
  /** What is held of a log, the oldest first, after a size. */
  checkpoints(tenant: string, after: number): Promise<WitnessedCheckpoints>;
  /** Rejects while there is an alarm that no operator has resolved. */
  check(): Promise<void>;
}

interface Held {
  size: number;
  note: string;
}

const PAGE = 1_000;

/** @param options.tools the keys that sign checkpoints, read again when they change */
export function createWitness(options: {
  database: Database;
  tools: () => Promise<NoteTools>;
  now: () => number;
  log: GatewayLog;
  metrics: GatewayMetrics;
}): Witness {
  const { database, now, log, metrics } = options;
  return {
    async take(letter) {
      const { tenant } = letter;
      const tools = await options.tools();
      return await database.withTenant(tenant, async (sql) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`witness ${tenant}`}, 0))`;
        const held = await newest(sql, tenant);
        const verdict = await judge(sql, letter, held, tools);
        metrics.witnessed.add(1, { verdict });
        if (verdict !== "held" && verdict !== "stale") {
          log("audit log differs", { tenant, verdict });
          await sql`
            insert into witness_alarm (tenant, verdict, note, at)
            select ${tenant}, ${verdict}, ${letter.note ?? ""}, ${now()} where not exists (
              select 1 from witness_alarm where tenant = ${tenant} and verdict = ${verdict} and resolved_at is null)`;
        }
        if (verdict !== "held" || letter.note === null) return { verdict, held };
        const size = openCheckpoint(letter.note, tools)?.size ?? 0;
        if (held === null || size > held.size) {
          await sql`insert into witness_checkpoint (tenant, size, note, at) values (${tenant}, ${size}, ${letter.note}, ${now()})`;
        }
        return { verdict, held: { size, note: letter.note } };
      });
    },
    async checkpoints(tenant, after) {
      const rows = await database.withTenant(
        tenant,
        (sql) => sql<{ size: number; note: string; at: number }[]>`
          select size, note, at from witness_checkpoint
          where tenant = ${tenant} and size > ${after} and retired_at is null order by size limit ${PAGE}`,
      );
      return { checkpoints: [...rows], more: rows.length === PAGE };
    },
    async check() {
      const rows = await database.acrossTenants(
        (sql) => sql`select 1 from witness_alarm where resolved_at is null limit 1`,
      );
      if (rows.length > 0) throw new Error("an audit log differs");
    },
  };
}

async function newest(sql: Sql, tenant: string): Promise<Held | null> {
  const [row] = await sql<Held[]>`
    select size, note from witness_checkpoint where tenant = ${tenant} and retired_at is null order by size desc limit 1`;
  return row ?? null;
}

async function judge(
  sql: Sql,
  { tenant, note, after, proof }: WitnessLetter,
  held: Held | null,
  tools: NoteTools,
): Promise<WitnessReply["verdict"]> {
  if (note === null) return "held";
  const given = openCheckpoint(note, tools);
  if (given === null || given.tenant !== tenant) return "unsigned";
  const before = held && openCheckpoint(held.note, tools);
  if (before === null) return held === null ? "held" : "unsigned";
  if (given.size === before.size) return equal(given.root, before.root) ? "held" : "differs";
  if (given.size < before.size) return await isLate(sql, given, before, tools);
  if (after !== before.size) return "stale";
  const hashes = proof.flatMap((hash) => fromBase64(hash) ?? []);
  return isConsistent(before, given, hashes, tools.sha256) ? "held" : "differs";
}

/** An older checkpoint may come late, from another process. One that was signed after a longer one is a log put back. */
async function isLate(
  sql: Sql,
  given: Checkpoint,
  before: Checkpoint,
  tools: NoteTools,
): Promise<WitnessReply["verdict"]> {
  if (given.at > before.at) return "rolled_back";
  const [same] = await sql<{ note: string }[]>`
    select note from witness_checkpoint where tenant = ${given.tenant} and size = ${given.size} and retired_at is null`;
  const known = same && openCheckpoint(same.note, tools);
  return known && !equal(known.root, given.root) ? "differs" : "stale";
}
