import { z } from "zod";
import {
  amount,
  captureResult,
  failureReason,
  outcome,
  purpose,
  subjectId,
  templateId,
  tokenType,
} from "./capture.ts";
import { captureId, conversationId, instant, tenantId } from "./ids.ts";

/**
 * Gateway to collector: every call is one compact JWS (EdDSA) in the body of `POST /v1/commands`,
 * `typ` {@link COMMAND_TYP}, `aud` the collector's origin, `iss` the gateway's, `exp` at most 60 s ahead.
 * All are idempotent: the same command twice is the same state.
 */
export const COMMAND_TYP = "capture-command+jwt";
export const TICKET_TYP = "capture-ticket+jwt";

/** Registers a capture before any ticket for it exists. The template travels whole, so that the collector keeps no copy of tenants' forms. */
export const registerCommand = z.strictObject({
  command: z.literal("register"),
  tenant: tenantId,
  conversation: conversationId,
  capture: captureId,
  /** Parsed by `templateSchema` of `@aside/fields` at the collector. */
  template: z.json(),
  purpose: purpose.optional(),
  amount: amount.optional(),
  requestedBy: z.string().max(80),
  /** Whose value it is, for erasure; the conversation where it is absent. */
  subject: subjectId.optional(),
  /** As the template says where it is absent, and `reusable` where that does not say. */
  tokenType: tokenType.optional(),
  policy: z.string().max(40),
  retentionDays: z.int().min(0).max(3_650),
  showExpiry: z.boolean(),
  deadline: instant,
});

/** Ends it where it is not ended yet; the verdict comes by callback, also where it had been completed before. */
export const voidCommand = z.strictObject({
  command: z.literal("void"),
  tenant: tenantId,
  capture: captureId,
  intent: z.enum(["declined", "cancelled", "expired", "failed"]),
});

export const extendCommand = z.strictObject({
  command: z.literal("extend"),
  tenant: tenantId,
  capture: captureId,
  deadline: instant,
});

export const command = z.discriminatedUnion("command", [
  registerCommand,
  voidCommand,
  extendCommand,
]);

/** Claims of a one-time ticket, besides the registered `iss aud iat nbf exp jti` (RFC 7519). `exp` at most 10 minutes ahead. */
export const ticketClaims = z.strictObject({
  tenant: tenantId,
  conversation: conversationId,
  capture: captureId,
  template: templateId,
  /** The origin that may embed the form; null where it opens as a window of its own. */
  parentOrigin: z.string().max(300).nullable(),
  locale: z.string().max(35),
});

/**
 * Collector to gateway: Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature: v1a,…`, Ed25519)
 * at `POST /v1/callbacks`, at least once, in order for one capture. Metadata only.
 */
export const callback = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("capture.opened"), ...about() }),
  z.strictObject({ type: z.literal("capture.in_progress"), ...about() }),
  z.strictObject({ type: z.literal("capture.submitted"), ...about() }),
  z.strictObject({
    type: z.literal("capture.ended"),
    ...about(),
    outcome,
    reason: failureReason.optional(),
    result: captureResult.optional(),
  }),
]);

function about() {
  return { tenant: tenantId, conversation: conversationId, capture: captureId, at: instant };
}

export type Command = z.infer<typeof command>;
export type RegisterCommand = z.infer<typeof registerCommand>;
export type TicketClaims = z.infer<typeof ticketClaims>;
export type Callback = z.infer<typeof callback>;
