import type { CollectorClient } from "@aside/collector-client";
import type { Database } from "@aside/postgres";
import { adminAct, MOST_ACTS } from "@aside/protocol";
import { codeOf } from "@aside/service";
import { z } from "zod";
import type { GatewayLog } from "../events.ts";

/** Tells the collector what operators did, for its audit log, until it has taken it. */
export interface TellActs {
  /** Begins a round where none is under way and it is time. Call it every second. */
  beat(): void;
  /** Rejects while something waits longer than ten minutes: an alarm. */
  check(): Promise<void>;
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** How long to wait after the collector took nothing. */
const PAUSE = 10_000;
const LATE = 10 * 60_000;

export function createTellActs(options: {
  readonly database: Database;
  readonly collector: Pick<CollectorClient, "record">;
  readonly log: GatewayLog;
  readonly now: () => number;
}): TellActs {
  const { database, collector, log, now } = options;
  let running: Promise<void> | null = null;
  let next = 0;

  const tell = async (tenant: string): Promise<boolean> => {
    const acts = await untold(database, tenant);
    if (acts.length === 0) return true;
    const result = await collector.record(acts);
    if (result.status !== "ok") {
      const code = result.status === "refused" ? result.code : result.status;
      log("acts not told", { tenant, count: acts.length, error: code });
      return false;
    }
    const ids = acts.map(({ id }) => id);
    await database.withTenant(
      tenant,
      (sql) =>
        sql`update audit_act set told_at = ${now()} where tenant = ${tenant} and id = any(${ids})`,
    );
    return true;
  };
  const round = async () => {
    const waiting = await database.acrossTenants(
      (sql) => sql<{ tenant: string }[]>`
        select distinct tenant from audit_act where told_at is null limit 100`,
    );
    for (const { tenant } of waiting) if (!(await tell(tenant))) next = now() + PAUSE;
  };
  return {
    beat() {
      if (now() < next) return;
      running ??= round()
        .catch((error: unknown) => log("acts not told", { error: codeOf(error) }))
        .finally(() => (running = null));
    },
    async check() {
      const rows = await database.acrossTenants(
        (sql) =>
          sql`select 1 from audit_act where told_at is null and at < ${now() - LATE} limit 1`,
      );
      if (rows.length > 0) throw new Error("acts are not in the audit log");
    },
    stop: async () => await (running ?? Promise.resolve()),
  };
}

/** The oldest first. */
async function untold(database: Database, tenant: string) {
  const rows = await database.withTenant(
    tenant,
    (sql) => sql`
      select id, tenant as log, at, action, subject from audit_act
      where tenant = ${tenant} and told_at is null order by place limit ${MOST_ACTS}`,
  );
  return z.array(adminAct).parse([...rows]);
}
