import * as z from "zod";
import {
  captureResult,
  failureReason,
  outcome,
  subjectId,
  templateId,
  tokenType,
} from "./capture.ts";
import { captureId, conversationId, instant, messageId, tenantId } from "./ids.ts";
import { amount, purpose } from "./terms.ts";

/**
 * Gateway to collector: every call is one compact JWS (EdDSA) in the body of `POST /v1/commands`,
 * `typ` {@link COMMAND_TYP}, `aud` the collector's origin, `iss` the gateway's, `exp` at most 60 s ahead.
 * All are idempotent: the same command twice is the same state.
 */
export const COMMAND_TYP = "capture-command+jwt";
export const TICKET_TYP = "capture-ticket+jwt";

/**
 * What was cut out of a customer's message, sealed by `sealSpan` of `@aside/seal` to the collector's key under the context
 * `[tenant, conversation, message, until, bound]`. Inside: `encodeFields` with `t.MESSAGE.N`, the texts as they were written in pieces of at most
 * 2,000 bytes, and `v.TYPE`, the values that were found.
 */
export const sealedStray = z.strictObject({
  message: messageId,
  until: instant,
  /** Kinds and lengths of what was found. */
  bound: z.string().max(4_000),
  /** base64url */
  sealed: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(24_000),
});

/** Registers a capture before any ticket for it exists. The template travels whole, so that the collector keeps no copy of tenants' forms. */
export const registerCommand = z.strictObject({
  command: z.literal("register"),
  tenant: tenantId,
  conversation: conversationId,
  capture: captureId,
  /** Parsed by `templateSchema` of `@aside/fields` at the collector. */
  template: z.json(),
  purpose: z.optional(purpose),
  amount: z.optional(amount),
  requestedBy: z.string().max(80),
  /** Whose value it is, for erasure; the conversation where it is absent. */
  subject: subjectId.optional(),
  /** As the template says where it is absent, and `reusable` where that does not say. */
  tokenType: tokenType.optional(),
  policy: z.string().max(40),
  retentionDays: z.int().min(0).max(3_650),
  showExpiry: z.boolean(),
  deadline: instant,
  /** Offered to the customer inside the form, where a field of the template takes it. */
  stray: sealedStray.optional(),
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

/**
 * `POST /v1/strays/release`, one JWS as of a command: the customer said that it is something else. Answers the texts as they were written,
 * `encodeFields` as `application/octet-stream`. The same again gives the same; never what a capture has taken.
 */
export const releaseCommand = z.strictObject({
  command: z.literal("release"),
  tenant: tenantId,
  conversation: conversationId,
  stray: sealedStray,
});

/** `GET /v1/sealing-key`: the X25519 key that strays are sealed to, signed as a callback is. */
export const sealingKeyReply = z.strictObject({
  kid: z.string().max(40),
  publicKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(43),
});

export function strayContext(
  { tenant, conversation }: { readonly tenant: string; readonly conversation: string },
  {
    message,
    until,
    bound,
  }: { readonly message: string; readonly until: number; readonly bound: string },
): string[] {
  return [tenant, conversation, message, String(until), bound];
}

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

/** What the collector tells of a capture. Metadata only. */
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

/** How many callbacks one message carries at most. */
export const MOST_CALLBACKS = 64;

/** The same callback keeps its id however often it is sent: that is what the gateway knows it by. */
const callbackId = z.string().regex(/^cb_[A-Za-z0-9_]{1,60}$/);

/**
 * Collector to gateway: Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature: v1a,…`, Ed25519)
 * at `POST /v1/callbacks`. One signed message carries the callbacks of several captures; each comes at least once, in order for one capture.
 */
export const callbackMessage = z.strictObject({
  callbacks: z
    .array(z.strictObject({ id: callbackId, callback }))
    .min(1)
    .max(MOST_CALLBACKS),
});

/** Status 204: all are taken. Status 200: these are, and the others are to be sent again. */
export const callbackReply = z.strictObject({ taken: z.array(callbackId).max(MOST_CALLBACKS) });

function about() {
  return { tenant: tenantId, conversation: conversationId, capture: captureId, at: instant };
}

export type Command = z.infer<typeof command>;
export type ReleaseCommand = z.infer<typeof releaseCommand>;
export type SealedStray = z.infer<typeof sealedStray>;
export type RegisterCommand = z.infer<typeof registerCommand>;
export type TicketClaims = z.infer<typeof ticketClaims>;
export type Callback = z.infer<typeof callback>;
export type CallbackMessage = z.infer<typeof callbackMessage>;
