import { COLLECTOR_LOG } from "@aside/audit-log";
import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { codeOf, createRateLimiter } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { isTenant } from "../tenants.ts";

/** What was signed by the gateway and is not done all the same: `tenant` as it claims, null where it names none. */
export interface Attempt {
  readonly tenant: string | null;
  /** `register`, `void`, `open`, … */
  readonly what: string;
  /** The capture, by its id. */
  readonly subject: string;
}

/** Puts refusals of what bears the gateway's valid signature on record (a gateway in other hands shows there). */
export interface RefusedActs {
  note(attempt: Attempt, code: RefusalCode): Promise<void>;
  /** Does it, and notes where it is refused. @throws what `action` throws */
  noting<T>(attempt: Attempt, action: () => Promise<T>): Promise<T>;
}

/** A flood of refusals does not fill the log: beyond this they are counted in the metrics alone. */
const BURST = 100;
const PER_SECOND = 0.5;

export function createRefusedActs(using: {
  database: Database;
  audit: Recorder;
  log: CollectorLog;
  metrics: CollectorMetrics;
  now: () => number;
}): RefusedActs {
  const { database, audit, log, metrics, now } = using;
  const perLog = createRateLimiter({ burst: BURST, perSecond: PER_SECOND, now });

  const record = async ({ tenant, what, subject }: Attempt, code: RefusalCode) => {
    const known = tenant !== null && (await isTenant(database, tenant));
    const place = known ? tenant : COLLECTOR_LOG;
    if (perLog.take(place) > 0) return metrics.unrecorded.add(1);
    await database.withTenant(place, (sql) =>
      audit.record(sql, {
        tenant: place,
        at: now(),
        actor: "gateway",
        action: "command.refused",
        subject,
        field: null,
        purpose: what,
        reference: code,
        result: "refused",
      }),
    );
  };
  const note: RefusedActs["note"] = async (attempt, code) => {
    if (OURS.has(code)) return;
    // Nothing was done, so nothing waits for this: that it could not be written is said, and the answer stays the refusal.
    await record(attempt, code).catch((error: unknown) =>
      log("audit not chained", { tenant: attempt.tenant ?? undefined, error: codeOf(error) }),
    );
  };
  return {
    note,
    async noting(attempt, action) {
      try {
        return await action();
      } catch (error) {
        if (error instanceof Refusal) await note(attempt, error.code);
        throw error;
      }
    },
  };
}

/** Not an attempt at what is not allowed, but our own state. */
const OURS: ReadonlySet<RefusalCode> = new Set(["unavailable", "too_many"]);
