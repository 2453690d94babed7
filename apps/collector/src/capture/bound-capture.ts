import type { OpenReply, Outcome, RegisterCommand } from "@aside/protocol";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";
import { tenantOf } from "./tenant-of.ts";

/** A capture as a submission needs it. */
export interface BoundCapture {
  capture: string;
  tenant: string;
  state: "open" | Outcome;
  template: OpenReply["template"];
  terms: Pick<RegisterCommand, "policy" | "retentionDays" | "showExpiry">;
  /** The ticket and the ephemeral key it is bound to. */
  jti: string | null;
  epk: string | null;
  submission: string | null;
  display: string | null;
}

/** @throws Refusal `unknown_capture` */
export async function boundCapture(capture: string, collector: Collector): Promise<BoundCapture> {
  const tenant = await tenantOf(capture, collector);
  const [row] = await collector.database.withTenant(
    tenant,
    (sql) => sql<BoundCapture[]>`
      select id as capture, tenant, state, template, terms, jti, epk, submission, display
      from collector_capture where id = ${capture}`,
  );
  if (row === undefined) throw new Refusal("unknown_capture");
  return row;
}
