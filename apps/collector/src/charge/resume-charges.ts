import type { Collector } from "../collector.ts";
import { attemptCharge, LEASE, NODE } from "./attempt-charge.ts";

const HEAD_START = 5_000;
/** Nothing waits for so long: what seems to was written under a clock that has been put back since. */
const LONGEST_WAIT = 600_000;

/** Takes up what is due: attempts whose process died, answers that were lost, challenges that came back. Returns how many. */
export async function resumeCharges(collector: Collector): Promise<number> {
  const now = collector.now();
  // The one that has the code first; others where it is gone.
  const overdue = now - HEAD_START;
  const never = now + LONGEST_WAIT;
  const due = await collector.database.acrossTenants(
    (sql) => sql<{ tenant: string; capture: string; attempt: number }[]>`
      select tenant, capture, attempt from collector_charge
      where next_at <= ${overdue} or (next_at <= ${now} and node = ${NODE}) or next_at > ${never} order by next_at limit 50`,
  );
  const taken = await Promise.all(
    due.map(async ({ tenant, capture, attempt }) => {
      const rows = await collector.database.withTenant(
        tenant,
        (sql) => sql`
          update collector_charge set next_at = ${now + LEASE}, node = ${NODE}
          where tenant = ${tenant} and capture = ${capture} and attempt = ${attempt}
            and (next_at <= ${now} or next_at > ${never}) returning 1`,
      );
      if (rows.length > 0) await attemptCharge(tenant, capture, collector, { resumed: true });
      return rows.length;
    }),
  );
  return taken.reduce((sum, count) => sum + count, 0);
}
