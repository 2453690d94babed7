import * as z from "zod";
import { actor } from "./actor.ts";
import { agentId, conversationId, instant, messageId, seq } from "./ids.ts";
import { since, until } from "./period.ts";

/**
 * `cut`: a value was found and cut out. `passed`: its customer had said that it is something else, and it was delivered. `taken`, `released`,
 * `discarded`: what became of what was cut out. `asked`: an agent asked for a card in the chat and was stopped.
 */
export const incidentKind = z.enum(["cut", "passed", "taken", "released", "discarded", "asked"]);

/** What became of what was cut out. */
export const incidentEnd = incidentKind.extract(["taken", "released", "discarded"]);

/** `open`: nobody has looked at it yet, or it was opened again. */
export const reviewState = z.enum(["open", "acknowledged", "resolved"]);

/** `POST /v1/incidents/{conversation}/{seq}/reviews`. The note passes the same screen as a message: a value in it is cut out. */
export const reviewWish = z.strictObject({
  state: reviewState,
  note: z.string().trim().min(1).max(500).optional(),
});

/** Who said when how an incident stands. */
export const incidentReview = z.strictObject({
  state: reviewState,
  at: instant,
  by: actor,
  note: z.string().max(1_000).nullable(),
});

/** A value that came where it must not be (PCI DSS 12.10.7): what kind, where, what was done. Never the value. */
export const incident = z.strictObject({
  conversation: conversationId,
  /** The journal's number of the event. */
  seq,
  at: instant,
  kind: incidentKind,
  by: z.enum(["customer", "agent", "clock"]),
  message: z.nullable(messageId),
  /** What was found, and how long each was, in UTF-16 code units. */
  found: z.array(z.strictObject({ type: z.string().max(30), length: z.int().positive() })),
  /** The journal's numbers of earlier messages whose text was purged. */
  purged: z.array(seq),
  /** Until when it is kept sealed; null where it is not kept. */
  keptUntil: z.nullable(instant),
  /** Whom a line or a placeholder told of it. */
  told: z.array(z.union([z.literal("customer"), agentId])),
  /** What became of what was cut out; null while it waits, and where nothing was kept. */
  became: z.strictObject({ kind: incidentEnd, at: instant }).nullable(),
  /** How it stands; null for the rows of what became of a cut, which need no review of their own. */
  state: reviewState.nullable(),
  /** The earliest first; of more than 50, the latest. */
  reviews: z.array(incidentReview).max(50),
});

/** `GET /v1/incidents`, the latest first. `cursor`: of the page before. */
export const incidentQuery = z.strictObject({
  since: since.optional(),
  until: until.optional(),
  conversation: z.optional(conversationId),
  kind: incidentKind.optional(),
  state: reviewState.optional(),
  /** Only where a value of this type was found: `CARD_NUMBER`. */
  type: z
    .string()
    .regex(/^[A-Z_]{2,30}$/)
    .optional(),
  /** `false`: without rows of their own for what became of a cut; the cut's `became` says it. */
  ends: z.enum(["true", "false"]).default("true"),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(120).optional(),
});

export const incidentPage = z.strictObject({
  incidents: z.array(incident),
  cursor: z.string().max(120).nullable(),
});

export type Incident = z.infer<typeof incident>;
export type IncidentReview = z.infer<typeof incidentReview>;
export type IncidentPage = z.infer<typeof incidentPage>;
export type IncidentQuery = z.infer<typeof incidentQuery>;
export type ReviewState = z.infer<typeof reviewState>;
export type ReviewWish = z.infer<typeof reviewWish>;
