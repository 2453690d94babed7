import type { CollectorClient } from "@aside/collector-client";
import type { Database } from "@aside/postgres";
import { gatewayAct, MOST_ACTS } from "@aside/protocol";
import { codeOf } from "@aside/service";
import * as z from "zod";
import type { GatewayLog } from "../events.ts";

/** Tells the collector what operators did and what was read, for its audit log, until it has taken it. */
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

  /** Of all tenants together, so that many new ones are told in few commands. @returns whether there may be more */
  const tell = async (tenants: readonly string[]): Promise<boolean> => {
    const acts = await untold(database, tenants);
    if (acts.length === 0) return false;
    const result = await collector.record(acts);
    if (result.status !== "ok") {
      const code = result.status === "refused" ? result.code : result.status;
      log("acts not told", { count: acts.length, error: code });
      next = now() + PAUSE;
      return false;
    }
    const ids = acts.map(({ id }) => id);
    await database.withTenants(
      tenants,
      (sql) =>
        sql`update audit_act set told_at = ${now()} where tenant = any(${[...tenants]}) and id = any(${ids})`,
    );
    return true;
  };
  const round = async () => {
    const waiting = await database.acrossTenants(
      (sql) => sql<{ tenant: string }[]>`
        select distinct tenant from audit_act where told_at is null limit 1000`,
    );
    const tenants = waiting.map(({ tenant }) => tenant);
    while (tenants.length > 0 && (await tell(tenants))) continue;
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
async function untold(database: Database, tenants: readonly string[]) {
  const rows = await database.withTenants(
    tenants,
    (sql) => sql`
      select id, tenant as log, at, action, subject, actor as by, detail from audit_act
      where tenant = any(${[...tenants]}) and told_at is null order by at, place limit ${MOST_ACTS}`,
  );
  // An act of an operator's has neither: null is left out.
  return z.array(gatewayAct).parse(rows.map(said));
}

/** A row without what it does not say. */
function said(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, of]) => of !== null));
}
