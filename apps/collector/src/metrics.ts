import { outcome } from "@aside/protocol";
import { createMetrics } from "@aside/service";
import { chargeStates } from "./events.ts";
import { refusalCodes } from "./refusal.ts";

export type CollectorMetrics = ReturnType<typeof createCollectorMetrics>;

export function createCollectorMetrics() {
  const metrics = createMetrics({ prefix: "aside_collector_" });
  return {
    router: metrics.router,
    describe: () => metrics.describe(),
    ended: metrics.counter({
      name: "captures_ended_total",
      help: "Captures that ended here, by outcome",
      labels: { outcome: outcome.options },
    }),
    submitted: metrics.counter({
      name: "submissions_total",
      help: "Submissions that opened, by what became of them",
      labels: { outcome: ["stored", "again", "invalid"] },
    }),
    refused: metrics.counter({
      name: "refusals_total",
      help: "Requests that were refused, by code",
      labels: { code: refusalCodes },
    }),
    called: metrics.counter({
      name: "callbacks_total",
      help: "Callbacks to the gateway, by result",
      labels: { result: ["delivered", "failed", "given_up"] },
    }),
    callbacksWaiting: metrics.gauge({
      name: "callbacks_waiting_seconds",
      help: "Age of the oldest callback that the gateway has not taken",
      labels: {},
    }),
    audited: metrics.counter({
      name: "audit_entries_total",
      help: "Acts that were chained here",
      labels: {},
    }),
    auditForged: metrics.counter({
      name: "audit_forged_total",
      help: "Rows among them that the collector had not recorded, or not so",
      labels: {},
    }),
    auditDoubted: metrics.gauge({
      name: "audit_logs_doubted",
      help: "Tenants whose audit log is not the one that was signed",
      labels: {},
    }),
    erasingHeld: metrics.gauge({
      name: "erasing_held",
      help: "1 while nothing is erased by its time, because the clock was put ahead",
      labels: {},
    }),
    unrecorded: metrics.counter({
      name: "audit_refusals_unrecorded_total",
      help: "Refusals of the gateway's commands that were too many for the audit log",
      labels: {},
    }),
    reported: metrics.counter({
      name: "browser_reports_total",
      help: "Reports of browsers about broken page policies",
      labels: {},
    }),
    charged: metrics.counter({
      name: "charges_total",
      help: "Steps of payments, by where the payment stands after them",
      labels: { state: chargeStates },
    }),
    forwarded: metrics.counter({
      name: "forwards_total",
      help: "Requests to destinations, by what came of them",
      labels: { result: ["answered", "refused", "failed"] },
    }),
    submitSeconds: metrics.histogram({
      name: "submit_seconds",
      help: "From a submission's arrival to its answer",
      labels: {},
    }),
  };
}
