import * as z from "zod";

/** Why a request on a socket was refused. A face says it in its own words; the `text` beside it is for logs and integrators. */
export const refusalCode = z.enum([
  "malformed",
  "too_large",
  "too_many",
  "not_signed_in",
  "not_found",
  "not_allowed",
  "conversation_closed",
  /** It is as long as its customer may make it. */
  "conversation_full",
  "capture_running",
  "no_capture",
  "unknown_template",
  "policy_denied",
  "unavailable",
]);

export const refusal = z.strictObject({
  ok: z.literal(false),
  code: refusalCode,
  text: z.string().max(200),
});

export type RefusalCode = z.infer<typeof refusalCode>;
export type Refusal = z.infer<typeof refusal>;
