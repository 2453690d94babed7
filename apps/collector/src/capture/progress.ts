import type { ProgressRequest } from "@aside/protocol";
import type { Collector } from "../collector.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { tenantOf } from "./tenant-of.ts";

/**
 * `POST /v1/captures/progress`: the customer has begun. The gateway hears it once.
 *
 * @throws Refusal
 */
export async function noteProgress(request: ProgressRequest, collector: Collector): Promise<void> {
  const { capture, jti } = request;
  const tenant = await tenantOf(capture, collector);
  const [row] = await collector.database.withTenant(
    tenant,
    (sql) => sql<{ verdict: "ok" | RefusalCode }[]>`
      select collector_progress(${collector.now()}, ${capture}, ${jti}) as verdict`,
  );
  const verdict = row?.verdict ?? "unavailable";
  if (verdict !== "ok") throw new Refusal(verdict);
  collector.wake(capture);
}
