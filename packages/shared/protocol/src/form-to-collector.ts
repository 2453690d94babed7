import * as z from "zod";
import { captureId, instant } from "./ids.ts";
import { amount, declineReason, purpose } from "./terms.ts";

/** base64url without padding. */
const base64url = (max: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(max);
const text = (max: number) => z.string().max(max);

/** What a form seals with; `Suite` of `@aside/seal`. The page says which the collector offers. */
export const suite = z.enum(["xc20p", "a256gcm"]);

/** `POST /v1/captures/open`: spends the ticket and binds the capture to the form's ephemeral public key. */
export const openRequest = z.strictObject({
  ticket: text(4_000),
  suite: suite.default("xc20p"),
  /** Of the suite: 32 bytes of X25519, or 65 of P-256. */
  epk: base64url(87),
  /** The origin that embeds the form, as the browser told the form; null in a window of its own. Must equal the ticket's. */
  parentOrigin: text(300).nullable(),
});

/** `display`: what of it may be shown, `•••• 1111`. */
export const prefilled = z.strictObject({ name: text(60), display: text(20) });

export const openReply = z.strictObject({
  capture: captureId,
  /** Names this open in every later call. Not a secret: submits must be sealed under the bound key. */
  jti: text(64),
  tenant: z.strictObject({
    id: text(32),
    name: text(80),
    privacyUrl: text(300).nullable(),
  }),
  /** Parsed by `templateSchema` of `@aside/fields`. What was read from JSON is JSON: it is not walked once more. */
  template: z.custom<z.core.util.JSONType>((value) => value !== undefined),
  purpose: purpose.optional(),
  amount: amount.optional(),
  requestedBy: text(80),
  locale: text(35),
  retentionDays: z.int().min(0),
  /** Server's clock: the deadline and now, so that the form needs no clock of its own. */
  deadline: instant,
  now: instant,
  /** The key to seal to, of the suite that was asked for. */
  key: z.strictObject({ kid: text(40), suite, publicKey: base64url(87) }),
  /** Fields that the customer wrote into the chat already: left empty, the collector takes them from there. */
  prefilled: z.array(prefilled).max(5).optional(),
});

/** `POST /v1/captures/progress`: sent once, when input begins. */
export const progressRequest = z.strictObject({ capture: captureId, jti: text(64) });

/**
 * Where a payment of an open capture stands. `challenge`: the customer's bank asks something, at `/challenge/{capture}`.
 * `code_wanted`: the security code is gone; submit it alone. `declined`: another card may be given.
 */
export const chargeState = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("pending") }),
  z.strictObject({ state: z.literal("challenge") }),
  z.strictObject({ state: z.literal("code_wanted") }),
  z.strictObject({ state: z.literal("declined"), reason: declineReason }),
  /** The capture has failed, and whether it was paid is not known. */
  z.strictObject({ state: z.literal("unknown") }),
]);

/** `GET /v1/captures/{capture}/state?jti=…`: what became of it, for the countdown and after a lost answer. */
export const stateReply = z.strictObject({
  state: z.enum(["open", "replaced", "completed", "declined", "cancelled", "expired", "failed"]),
  deadline: instant,
  now: instant,
  charge: chargeState.optional(),
});

/** What `sealSubmission` of `@aside/seal` makes; see there for the construction. */
export const sealedEnvelope = z.strictObject({
  v: z.literal(1),
  suite,
  kid: text(40),
  jti: text(64),
  epk: base64url(87),
  n: base64url(32),
  ct: base64url(24_000),
});

/** `POST /v1/captures/submit`. The same envelope twice gives the same answer; another one after it is `409`. */
export const submitRequest = z.strictObject({ capture: captureId, envelope: sealedEnvelope });

export const submitReply = z.discriminatedUnion("outcome", [
  /** Durably stored. `display`: `Visa •••• 1111`. */
  z.strictObject({
    outcome: z.literal("stored"),
    display: text(80),
    /** The payment was authorised. */
    paid: z.literal(true).optional(),
  }),
  /** Nothing is stored yet: the payment is not decided, or was declined. */
  z.strictObject({ outcome: z.literal("charge"), charge: chargeState }),
  /** Nothing stored; `code` is one of the closed set of `@aside/fields`. */
  z.strictObject({
    outcome: z.literal("invalid"),
    errors: z.array(z.strictObject({ name: text(60), code: text(40) })),
  }),
]);

/** Every refusal of the collector: constant texts, never input. */
export const collectorRefusal = z.strictObject({
  code: z.enum([
    "malformed",
    "too_large",
    "too_many",
    "ticket_invalid",
    "ticket_expired",
    "ticket_used",
    "wrong_origin",
    "unknown_capture",
    "capture_over",
    "capture_replaced",
    "seal_invalid",
    "key_unknown",
    "different_submission",
    "unsupported_template",
    "unsupported_suite",
    "unavailable",
  ]),
  text: text(200),
});

export type Prefilled = z.infer<typeof prefilled>;
export type OpenRequest = z.infer<typeof openRequest>;
export type OpenReply = z.infer<typeof openReply>;
export type ProgressRequest = z.infer<typeof progressRequest>;
export type ChargeState = z.infer<typeof chargeState>;
export type StateReply = z.infer<typeof stateReply>;
export type SealedEnvelope = z.infer<typeof sealedEnvelope>;
export type SubmitRequest = z.infer<typeof submitRequest>;
export type SubmitReply = z.infer<typeof submitReply>;
export type CollectorRefusal = z.infer<typeof collectorRefusal>;
