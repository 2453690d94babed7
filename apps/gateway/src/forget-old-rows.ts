import type { Journal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { forgetActs } from "./acts/forget-acts.ts";
import { inBatches } from "./in-batches.ts";
import type { GatewayMetrics } from "./metrics.ts";
import type { GatewaySettings } from "./settings.ts";
import type { CustomerSessions } from "./tenants/customer-sessions.ts";

const DAY = 86_400_000;
/** A webhook that was told or given up stays so long, for who looks what became of it. */
const WEBHOOKS_KEPT = 7 * DAY;

/** Removes what has had its time, and counts it. */
export async function forgetOldRows(options: {
  readonly database: Pick<Database, "acrossTenants">;
  readonly customerSessions: Pick<CustomerSessions, "forget">;
  readonly journal: Pick<Journal, "webhooks">;
  readonly metrics: Pick<GatewayMetrics, "forgotten">;
  readonly settings: Pick<GatewaySettings, "actsDays" | "customerDays">;
  readonly now: number;
}): Promise<void> {
  const { database, customerSessions, journal, metrics, settings, now } = options;
  const lastVisit = now - settings.customerDays * DAY;
  const [acts, sessions, told] = await Promise.all([
    forgetActs(database, { days: settings.actsDays, now }),
    inBatches((limit) => customerSessions.forget(lastVisit, limit)),
    inBatches((limit) => journal.webhooks.forget({ before: now - WEBHOOKS_KEPT, limit })),
  ]);
  metrics.forgotten.add(acts, { what: "acts" });
  metrics.forgotten.add(sessions, { what: "customer_sessions" });
  metrics.forgotten.add(told, { what: "webhooks" });
}
