import * as z from "zod";
import { captureView, outcome, subjectId, templateId, tokenType } from "./capture.ts";
import { agentView, consoleEntry, phase } from "./gateway-to-console.ts";
import { captureId, conversationId, instant, seq, tenantId } from "./ids.ts";
import { amount, purpose } from "./terms.ts";
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
  purpose: z.optional(purpose),
  amount: z.optional(amount),
  subject: subjectId.optional(),
  tokenType: tokenType.optional(),
});

/** `GET /v1/conversations/{id}/replay`: exactly the frames that the agent got. */
export const replayView = z.strictObject({
  conversation: conversationId,
  entries: z.array(consoleEntry),
});

/** `POST /v1/sign-in` of an agent: 200 with {@link signedIn} and a session cookie, 401 or 429 with {@link problem}. */
export const signIn = z.strictObject({
  tenant: tenantId,
  email: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u),
  password: z.string().min(1).max(200),
});

/** Also of `GET /v1/me`, which answers 204 where nobody is signed in. */
export const signedIn = z.strictObject({
  me: agentView,
  /** What the agent signs in with. */
  email: z.string().max(200),
  tenant: z.strictObject({
    id: tenantId,
    name: z.string().max(80),
    /** Where a custodian asks to see a value, on the collector's own page; absent where that is off. */
    reveal: z.url().max(300).optional(),
  }),
});

/** `GET /v1/demo`: 404 unless the gateway was started as a demonstration. */
export const demoView = z.strictObject({
  tenant: tenantId,
  agents: z.array(
    agentView
      .pick({ role: true })
      .extend({ email: z.string().max(200), password: z.string().max(200) }),
  ),
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
  /** The last part of `type`. */
  code: z.string().max(40).optional(),
  /** Which parts of the request are not as they must be; never what they were. */
  issues: z.array(z.strictObject({ path: z.string(), code: z.string() })).optional(),
  /** Stands in the server's log too. */
  reference: z.string().max(40).optional(),
});

export type ConversationView = z.infer<typeof conversationView>;
export type SignedIn = z.infer<typeof signedIn>;
export type DemoView = z.infer<typeof demoView>;
export type ReplayView = z.infer<typeof replayView>;
export type CaptureEndedWebhook = z.infer<typeof captureEndedWebhook>;
export type Problem = z.infer<typeof problem>;
