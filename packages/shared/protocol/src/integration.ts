import { z } from "zod";
import { amount, captureView, outcome, purpose, templateId } from "./capture.ts";
import { consoleEntry, phase } from "./gateway-to-console.ts";
import { captureId, conversationId, instant, seq, tenantId } from "./ids.ts";
import { customerName } from "./widget-to-gateway.ts";

/** REST for a tenant's own servers, `Authorization: Bearer ask_…`. The OpenAPI document is generated from these. */
export const startConversation = z.strictObject({
  customer: z.strictObject({ name: customerName.optional() }),
});

export const conversationView = z.strictObject({
  id: conversationId,
  seq,
  phase,
  startedAt: instant,
  capture: captureView.nullable(),
});

/** `session`: what the widget on the customer's page is given to continue this conversation. */
export const startedConversation = conversationView.extend({ session: z.string() });

/** Needs the header `Idempotency-Key` (1 to 100 characters): the same key gives the same capture. */
export const requestCapture = z.strictObject({
  template: templateId,
  purpose: purpose.optional(),
  amount: amount.optional(),
});

export const exportFormat = z.enum(["openai", "sharegpt", "jsonl", "csv", "text"]);

/** `GET /v1/export`. `since`, `until`: ISO 8601. */
export const exportQuery = z.strictObject({
  format: exportFormat.default("jsonl"),
  since: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  until: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  conversation: conversationId.optional(),
});

/** `GET /v1/conversations/{id}/replay`: exactly the frames that the agent got. */
export const replayView = z.strictObject({
  conversation: conversationId,
  entries: z.array(consoleEntry),
});

/** Body of the signed webhook (Standard Webhooks) when a capture ends. */
export const captureEndedWebhook = z.strictObject({
  type: z.literal("capture.ended"),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    tenant: tenantId,
    conversation: conversationId,
    capture: captureView.extend({ id: captureId, outcome }),
  }),
});

/** RFC 9457. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
});

export type ConversationView = z.infer<typeof conversationView>;
export type ExportFormat = z.infer<typeof exportFormat>;
export type CaptureEndedWebhook = z.infer<typeof captureEndedWebhook>;
export type Problem = z.infer<typeof problem>;
