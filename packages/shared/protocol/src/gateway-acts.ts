import { z } from "zod";
import { instant } from "./ids.ts";

/** What operators do at the gateway, besides talking. */
export const adminAction = z.enum([
  "tenant.made",
  "tenant.changed",
  "detection.changed",
  "chat-rules.changed",
  "agent.made",
  "agent.changed",
  "agent.removed",
  "key.made",
  "key.revoked",
  "webhook.put",
  "webhook.removed",
  "incident.reviewed",
  "witness.accepted",
]);

/** One act, named by ids. `log` is the tenant, or the log of a witness that was accepted anew. */
export const adminAct = z.strictObject({
  id: z.string().regex(/^act_[0-9a-hjkmnp-tv-z]{26}$/),
  log: z.string().regex(/^[a-z_][a-z0-9_-]{1,63}$/),
  /** By the gateway's clock. */
  at: instant,
  action: adminAction,
  subject: z.string().regex(/^[A-Za-z0-9@._:/+-]{1,80}$/),
});

/** The most that one command tells. */
export const MOST_ACTS = 100;

/**
 * `POST /v1/acts`, one JWS as of a command: acts that are to be in the audit log. The same act again is in it once. Answers 200 once they
 * are on record.
 */
export const recordCommand = z.strictObject({
  command: z.literal("record"),
  acts: z.array(adminAct).min(1).max(MOST_ACTS),
});

export type AdminAct = z.infer<typeof adminAct>;
export type RecordCommand = z.infer<typeof recordCommand>;
