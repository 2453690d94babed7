import { declineReason } from "@aside/protocol";
import * as z from "zod";
import { isXmlBody } from "./xml-step.ts";

const path = z
  .string()
  .max(300)
  .regex(/^(\/(\{reference\}|[A-Za-z0-9_.~-]+))+$/, "a path such as /v1/payments/{reference}")
  .refine((text) => !/\/\.{1,2}(\/|$)/.test(text), "no . and .. as a segment");

const pointer = z
  .string()
  .max(200)
  .regex(/^(\/[A-Za-z0-9_.-]+)+$/, "a path such as /error/code")
  .refine((text) => !text.includes("__proto__"), "no such name");

/**
 * One request to the destination. `body`: for JSON any tree, for a form an object of texts, for XML a tree with one root where `@name` is an
 * attribute; `{{…}}` as a whole text is filled.
 */
const step = z
  .strictObject({
    method: z.enum(["GET", "POST"]),
    path,
    contentType: z
      .enum(["application/json", "application/x-www-form-urlencoded", "application/xml"])
      .optional(),
    body: z.record(z.string().max(100), z.json()).optional(),
    headers: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string().regex(/^[\x20-\x7e]{1,200}$/))
      .default({}),
  })
  .refine(({ contentType, body }) => contentType !== "application/xml" || isXmlBody(body ?? {}), {
    path: ["body"],
    message: "XML has one root, names of letters and digits, and no value in an attribute",
  });

/** What an answer means. The first whose status and texts fit holds. */
const answerRule = z
  .strictObject({
    status: z.array(z.int().min(100).max(599)).min(1).optional(),
    where: z.record(pointer, z.array(z.string().max(200)).min(1)).default({}),
    means: z.enum(["authorised", "declined", "challenge", "pending", "failed"]),
    reason: z.optional(declineReason),
    /** The destination's own name of the payment. */
    reference: pointer.optional(),
    /** Where the customer is to go on. */
    url: pointer.optional(),
  })
  .refine((rule) => rule.means !== "challenge" || rule.url !== undefined, {
    message: "a challenge needs a url",
  });

/** How the collector itself pays at a destination, and what its answers mean. No provider has code of its own. */
export const chargePlan = z
  .strictObject({
    pay: step,
    /**
     * Whether the destination knows a payment again by its idempotency key. Where it does not, a payment whose answer was lost is never
     * sent again.
     */
    repeatable: z.boolean().default(true),
    /** Asked after a challenge, and where an answer was `pending`. */
    finish: step.optional(),
    /** Sent where the customer or the agent leaves before a challenge is over. */
    cancel: step.optional(),
    answers: z.array(answerRule).min(1).max(100),
    /** Origins that a challenge may be on: nothing else is framed. */
    challengeOrigins: z.array(z.string().refine(isOrigin, "an origin")).max(10).default([]),
    /** Parameters that the challenge may bring back, for `{{return.NAME}}` in `finish`. */
    returnParameters: z
      .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,39}$/))
      .max(5)
      .default([]),
  })
  .refine((plan) => !plan.answers.some((rule) => rule.means === "challenge") || plan.finish, {
    message: "a challenge needs finish",
  });

export type ChargePlan = z.infer<typeof chargePlan>;
export type ChargeStep = z.infer<typeof step>;

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}
