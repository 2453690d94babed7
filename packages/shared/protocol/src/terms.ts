import * as z from "zod";

/** What the customer is told the value is for, e.g. "your order 1042". Written by the agent or the API. */
export const purpose = z.string().trim().min(1).max(120);

/** Minor units (cents) and an ISO 4217 currency. */
export const amount = z.strictObject({
  minor: z.int().positive().max(99_999_999_99),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** What a customer can do about a payment that was declined; never why the bank thinks so. */
export const declineReason = z.enum([
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "wrong_code",
  "wrong_number",
  "try_later",
]);

export type Amount = z.infer<typeof amount>;
export type DeclineReason = z.infer<typeof declineReason>;
