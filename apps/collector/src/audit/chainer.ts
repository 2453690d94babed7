import { type AuditKeys, chainPending, type CheckpointRule } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { codeOf, whereOf } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";

export interface Chainer {
  /** Chains what was recorded so far and signs for all of it. */
  settle(tenant: string): Promise<void>;
  /** Signs for what is left, and ends. */
  stop(): Promise<void>;
}

interface Options {
  readonly database: Database;
  readonly keys: AuditKeys;
  readonly rule: CheckpointRule;
  readonly now: () => number;
  readonly log: CollectorLog;
  readonly metrics: CollectorMetrics;
  /** A checkpoint was made. */
  readonly signed: (tenant: string) => Promise<unknown>;
  readonly everyMs?: number;
}

/**
 * Chains what transactions have recorded, again and again. Any number of processes may do it at once.
 *
 * @param options.everyMs 100 when absent
 */
export function startChainer(options: Options): Chainer {
  const { database, log, metrics, everyMs = 100 } = options;
  let running: Promise<void> | null = null;

  const chain = async (tenant: string, rule: CheckpointRule | null) => {
    const { keys, now } = options;
    const done = await chainPending(tenant, { database, keys, now: now(), rule });
    metrics.audited.add(done.entries);
    if (done.forged > 0) {
      metrics.auditForged.add(done.forged);
      log("audit entries forged", { tenant, count: done.forged });
    }
    if (done.checkpoint !== null) await options.signed(tenant);
    return done;
  };
  const round = async (rule: CheckpointRule | null) => {
    for (const tenant of await tenantsToChain(database)) {
      try {
        await chain(tenant, rule);
      } catch (error) {
        log("audit not chained", { tenant, error: codeOf(error), where: whereOf(error) });
      }
    }
  };
  const timer = setInterval(() => {
    running ??= round(options.rule)
      .catch((error: unknown) => log("audit not chained", { error: codeOf(error) }))
      .finally(() => (running = null));
  }, everyMs).unref();
  return {
    async settle(tenant) {
      while ((await chain(tenant, null)).entries > 0) continue;
    },
    async stop() {
      clearInterval(timer);
      await running;
      await round(null).catch((error: unknown) =>
        log("audit not chained", { error: codeOf(error) }),
      );
    },
  };
}

/**
 * Those with something recorded, and those with something chained that nothing signs for yet. From one tenant to the next by the index: a look at
 * all rows reads those, too, that are chained and not yet vacuumed.
 */
async function tenantsToChain(database: Database): Promise<string[]> {
  const rows = await database.acrossTenants(
    (sql) => sql<{ tenant: string }[]>`
      with recursive recorded as (
        select min(tenant) as tenant from audit_pending
        union all select (select min(p.tenant) from audit_pending p where p.tenant > r.tenant) from recorded r where r.tenant is not null
      )
      select tenant from recorded where tenant is not null
      union select tenant from audit_head where number > checkpoint_size`,
  );
  return rows.map((row) => row.tenant);
}
