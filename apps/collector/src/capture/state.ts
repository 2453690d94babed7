import type { StateReply } from "@aside/protocol";
import { chargeStateOf, latestCharge } from "../charge/charge.ts";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";
import { tenantOf } from "./tenant-of.ts";

/**
 * `GET /v1/captures/{capture}/state`: what became of a capture, as the form with this ticket sees it.
 *
 * @throws Refusal `unknown_capture`, also for a ticket that never opened it
 */
export async function captureState(
  capture: string,
  jti: string,
  collector: Collector,
): Promise<StateReply> {
  const tenant = await tenantOf(capture, collector);
  const [row] = await collector.database.withTenant(
    tenant,
    (sql) => sql<
      { state: StateReply["state"]; deadline: number; bound: boolean; spent: boolean }[]
    >`
      select state, deadline, coalesce(jti = ${jti}, false) as bound,
        exists (select 1 from collector_ticket t where t.tenant = c.tenant and t.jti = ${jti} and t.capture = c.id) as spent
      from collector_capture c where id = ${capture}`,
  );
  if (row === undefined || !(row.bound || row.spent)) throw new Refusal("unknown_capture");
  const state = row.state === "open" && !row.bound ? "replaced" : row.state;
  const latest =
    state === "open" || state === "failed" ? await latestCharge(tenant, capture, collector) : null;
  const charge = latest && chargeStateOf(latest);
  return { state, deadline: row.deadline, now: collector.now(), ...(charge && { charge }) };
}
