import * as z from "zod";
import { conversationId, messageId } from "./ids.ts";

/** Why a span was taken: which rule, how sure (an order among findings of one type), for what reasons in words. Never the value. */
export const why = z.strictObject({
  rule: z.string().max(40),
  confidence: z.number().min(0).max(1),
  evidence: z.array(z.string().max(120)).max(12),
});

const type = z.string().max(40);

/**
 * `GET /v1/conversations/{id}/findings`: what an export takes out of the messages that the agent saw, and why; by message.
 * Offsets are UTF-16, into the message as it stands at the end.
 */
export const findingsView = z.strictObject({
  conversation: conversationId,
  messages: z.array(
    z.strictObject({
      message: messageId,
      /** Of the text that `found` is about. */
      length: z.int().min(0),
      /** What was cut out before the journal, by where its placeholder begins; also of what was let through later. */
      cuts: z.array(z.strictObject({ start: z.int().min(0), type, why })),
      /** What the detector finds in the text, and nobody cut. */
      found: z.array(
        z.strictObject({
          start: z.int().min(0),
          end: z.int().positive(),
          type,
          why: why.optional(),
        }),
      ),
    }),
  ),
});

export type Why = z.infer<typeof why>;
export type FindingsView = z.infer<typeof findingsView>;
export type MessageFindings = FindingsView["messages"][number];
