import { z } from "zod";
import { agentId, conversationId, instant, messageId, seq } from "./ids.ts";

/**
 * `cut`: a value was found and cut out. `passed`: its customer had said that it is something else, and it was delivered. `taken`, `released`,
 * `discarded`: what became of what was cut out. `asked`: an agent asked for a card in the chat and was stopped.
 */
export const incidentKind = z.enum(["cut", "passed", "taken", "released", "discarded", "asked"]);

/** A value that came where it must not be (PCI DSS 12.10.7): what kind, where, what was done. Never the value. */
export const incident = z.strictObject({
  conversation: conversationId,
  /** The journal's number of the event. */
  seq,
  at: instant,
  kind: incidentKind,
  by: z.enum(["customer", "agent", "clock"]),
  message: messageId.nullable(),
  /** What was found, and how long each was, in UTF-16 code units. */
  found: z.array(z.strictObject({ type: z.string().max(30), length: z.int().positive() })),
  /** The journal's numbers of earlier messages whose text was purged. */
  purged: z.array(seq),
  /** Until when it is kept sealed; null where it is not kept. */
  keptUntil: instant.nullable(),
  /** Whom a line or a placeholder told of it. */
  told: z.array(z.union([z.literal("customer"), agentId])),
});

/** `GET /v1/incidents`, the latest first. `cursor`: of the page before. */
export const incidentQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  until: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  conversation: conversationId.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(120).optional(),
});

export const incidentPage = z.strictObject({
  incidents: z.array(incident),
  cursor: z.string().max(120).nullable(),
});

export type Incident = z.infer<typeof incident>;
export type IncidentPage = z.infer<typeof incidentPage>;
export type IncidentQuery = z.infer<typeof incidentQuery>;
