import * as z from "zod";
import { instant } from "./ids.ts";

/** What operators do at the gateway, and what anybody is given to read there, besides the talk that they are in. */
export const gatewayAction = z.enum([
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
  /** What was said in one conversation, after the fact or live. */
  "transcript.read",
  "transcript.watched",
  "export.previewed",
  "export.begun",
  /** A file was asked for, and was sent to its end. */
  "export.opened",
  "export.completed",
]);

/** Letters, digits and marks of ids, so never what a person typed. */
const word = (most: number) => z.string().regex(new RegExp(`^[A-Za-z0-9@._:/+-]{1,${most}}$`));

/** One act, named by ids. `log` is the tenant, or the log of a witness that was accepted anew. */
export const gatewayAct = z.strictObject({
  id: z.string().regex(/^act_[0-9a-hjkmnp-tv-z]{26}$/),
  log: z.string().regex(/^[a-z_][a-z0-9_-]{1,63}$/),
  /** By the gateway's clock. */
  at: instant,
  action: gatewayAction,
  subject: word(80),
  /** Who read: `agent:agt_…`, `api-key:NAME`. Absent: an operator acted. */
  by: word(80).optional(),
  /** What was asked for, or what it came to, in words of closed lists, numbers and digests. */
  detail: word(240).optional(),
});

/** The most that one command tells. */
export const MOST_ACTS = 100;

/**
 * `POST /v1/acts`, one JWS as of a command: acts that are to be in the audit log. The same act again is in it once. Answers 200 once they
 * are on record.
 */
export const recordCommand = z.strictObject({
  command: z.literal("record"),
  acts: z.array(gatewayAct).min(1).max(MOST_ACTS),
});

export type GatewayAct = z.infer<typeof gatewayAct>;
export type RecordCommand = z.infer<typeof recordCommand>;
