import type { Outcome } from "@aside/protocol";
import { faultPoint } from "@aside/service";
import type { Collector } from "../collector.ts";

/** Ends a capture unless it has ended; then the gateway hears again how. Returns how it ended, now or before; null where there is none. */
export async function endCapture(
  tenant: string,
  capture: string,
  outcome: Exclude<Outcome, "completed">,
  collector: Collector,
): Promise<Outcome | null> {
  const now = collector.now();
  const [row] = await collector.database.withTenant(
    tenant,
    (sql) => sql<{ before: string | null; after: Outcome | null }[]>`
      select (select state from collector_capture where id = ${capture}) as before,
        collector_end(${now}, ${capture}, ${outcome}) as after`,
  );
  faultPoint("end: committed");
  if (row?.before === "open" && row.after === outcome) {
    collector.metrics.ended.add(1, { outcome });
    collector.log("capture ended", { tenant, capture, outcome });
  }
  collector.wake(capture);
  return row?.after ?? null;
}
