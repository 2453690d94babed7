import type { Database } from "@aside/postgres";
import type { GatewayAct } from "@aside/protocol";
import { createRateLimiter, Problem } from "@aside/service";
import type { Reader } from "../ingress/reader.ts";

/** That somebody is given what was said. `detail`: words of closed lists, numbers and digests. */
export interface Access {
  readonly action: Extract<GatewayAct["action"], `transcript.${string}` | `export.${string}`>;
  /** A conversation, an export, or the tenant. */
  readonly subject: string;
  readonly detail?: string;
}

/**
 * Puts an access on record, before it is given: no record, no access (AUD1).
 *
 * @throws {Problem} 429 `too_many_requests`; 503 `audit_behind` while the audit log has taken nothing of the tenant's for ten minutes
 */
export type RecordAccess = (by: Pick<Reader, "tenant" | "by">, access: Access) => Promise<void>;

/** Of a reader, so that none keeps another away, and in a process: acts are told a hundred a second at most. What is wanted in bulk is one export. */
const BURST = 200;
const PER_SECOND = 5;

export function createRecordAccess(database: Database, now: () => number): RecordAccess {
  const limiter = createRateLimiter({ burst: BURST, perSecond: PER_SECOND, now });
  return async ({ tenant, by }, { action, subject, detail = null }) => {
    const waitMs = action === "export.completed" ? 0 : limiter.take(`${tenant} ${by}`);
    if (waitMs > 0)
      throw new Problem(429, "too_many_requests", "Too many transcripts one by one: export them", {
        retryAfterSeconds: Math.ceil(waitMs / 1_000),
      });
    const [row] = await database.withTenant(
      tenant,
      (sql) => sql<{ recorded: boolean }[]>`
        select audit_act_access(${now()}, ${action}, ${subject}, ${by}, ${detail}) as recorded`,
    );
    if (row?.recorded !== true)
      throw new Problem(
        503,
        "audit_behind",
        "The audit log takes nothing just now: try again later",
      );
  };
}
