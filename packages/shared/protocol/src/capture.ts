import * as z from "zod";
import { captureId, instant } from "./ids.ts";
import { amount, purpose } from "./terms.ts";

/** Every status word of a capture that the conversation side may hear. There are no others. */
export const statusWord = z.enum([
  "offered",
  "opened",
  "in_progress",
  "needs_more_time",
  "submitted",
  "completed",
  "declined",
  "cancelled",
  "expired",
  "failed",
]);

/** A capture ends in exactly one of these (CAP1). */
export const outcome = z.enum(["completed", "declined", "cancelled", "expired", "failed"]);

/** Why a capture failed, in words that say who can act. */
export const failureReason = z.enum([
  "collector_unreachable",
  "observer_attached",
  "policy_denied",
  "collector_error",
  "payment_declined",
  "payment_unknown",
]);

export const templateId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

export const requestedBy = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("agent"), id: z.string().max(60), name: z.string().max(80) }),
  z.strictObject({ kind: z.literal("api") }),
  z.strictObject({ kind: z.literal("customer") }),
]);

const metadataValue = z.string().max(40);

/**
 * What may be known of a captured value outside the collector: an allow-list.
 * `display` is the one line people read, e.g. `Visa •••• 1111`.
 */
export const captureMetadata = z.strictObject({
  display: z.string().max(80),
  brand: metadataValue.optional(),
  last4: z
    .string()
    .regex(/^[0-9A-Z]{4}$/)
    .optional(),
  expMonth: z.int().min(1).max(12).optional(),
  expYear: z.int().min(2000).max(2200).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  postalArea: metadataValue.optional(),
  /** What came of a payment that the collector sent itself. */
  charge: z.strictObject({ outcome: z.enum(["authorised", "declined"]) }).optional(),
});

export const token = z.string().regex(/^tok_[0-9a-z]{8}_[0-9a-hjkmnp-tv-z]{26}_[0-9a-z]{2}$/);

/**
 * What the token of a capture is good for: `reusable` until it is erased, `one_time` for one use, `pointer` for nothing but
 * its metadata (the value is checked and not kept).
 */
export const tokenType = z
  .enum(["one_time", "reusable", "pointer"])
  .describe("What the token is good for: one use, use until it is erased, its metadata only");

/**
 * An opaque id of the person a value is of, given by the tenant's server: what their values are exported and erased by. It stands in
 * journal and audit log, so it is no name, no address, no number of theirs: at least one letter, and no thirteen digits in a row.
 */
export const subjectId = z
  .string()
  .regex(/^(?=.*[A-Za-z])(?!.*\d{13})[A-Za-z0-9][A-Za-z0-9_:.-]{0,119}$/)
  .describe("An opaque id of the person, e.g. customer-1042: no name, address or number of theirs");

/** What came of a `completed` capture. */
export const captureResult = z.strictObject({ token, metadata: captureMetadata });

/** A capture as both faces of the conversation side see it. It holds no value. */
export const captureView = z.strictObject({
  id: captureId,
  template: templateId,
  title: z.string().max(60),
  purpose: z.optional(purpose),
  amount: z.optional(amount),
  requestedBy,
  status: statusWord,
  deadline: instant,
  extensionsLeft: z.int().min(0),
  reason: failureReason.optional(),
  result: captureResult.optional(),
});

export type StatusWord = z.infer<typeof statusWord>;
export type Outcome = z.infer<typeof outcome>;
export type FailureReason = z.infer<typeof failureReason>;
export type RequestedBy = z.infer<typeof requestedBy>;
export type CaptureMetadata = z.infer<typeof captureMetadata>;
export type TokenType = z.infer<typeof tokenType>;
export type CaptureResult = z.infer<typeof captureResult>;
export type CaptureView = z.infer<typeof captureView>;
