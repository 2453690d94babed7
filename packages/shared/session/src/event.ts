import {
  agentId,
  agentView,
  amount,
  cannedLine,
  captureId,
  captureResult,
  customerName,
  failureReason,
  instant,
  message,
  messageId,
  MOST_PARTS,
  observerId,
  outcome,
  page,
  purpose,
  requestedBy,
  seq,
  subjectId,
  templateId,
  tokenType,
  why,
} from "@aside/protocol";
import * as z from "zod";

const capture = captureId;
const agent = agentView;

/** Of a message from which something was cut: never what, only what kind and how long it was. */
export const stray = z.strictObject({
  /** Sealed and kept until then; null where it was not kept. */
  until: z.nullable(instant),
  /** Whether its customer may let it through; `passed`: said so before it was sent, and nothing was cut. */
  mayPass: z.boolean(),
  passed: z.boolean().optional(),
  found: z
    .array(
      z.strictObject({
        type: z.string().regex(/^[A-Z_]{2,30}$/),
        length: z.int().positive(),
        /** Why it was cut, for the explain view: of the placeholder that begins at `start` of the message as it stands. */
        why: why.extend({ message: messageId, start: z.int().min(0) }).optional(),
      }),
    )
    .min(1)
    .max(100),
  /** The agent whom the message reached, if one was there. */
  agent: z.nullable(agentId),
});

/** An earlier message as it stands from now on, in the place of what the journal had. */
export const retraction = z.strictObject({ seq: seq.check(z.positive()), message });

/**
 * Everything that can happen to a conversation, and all that its journal ever holds. The prefix is the origin.
 * `customer.held` stands for a message that a customer sent while a capture was on, or wrote before they knew that it had ended: its id, never its text.
 */
export const conversationEvent = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("started"),
    customer: customerName.nullable(),
    page: page.nullable(),
  }),

  z.strictObject({
    type: z.literal("customer.message"),
    message,
    stray: stray.optional(),
    retracts: z.array(retraction).min(1).max(MOST_PARTS).optional(),
  }),
  /** A form is about to take a number that was begun in the chat: what stands there of it goes. */
  z.strictObject({
    type: z.literal("customer.retracted"),
    stray,
    retracts: z.array(retraction).min(1).max(MOST_PARTS),
  }),
  z.strictObject({ type: z.literal("customer.held"), id: messageId }),
  z.strictObject({ type: z.literal("customer.typing") }),
  z.strictObject({ type: z.literal("customer.read"), upTo: seq }),
  z.strictObject({ type: z.literal("customer.named"), name: customerName }),
  z.strictObject({ type: z.literal("customer.page"), page }),
  z.strictObject({ type: z.literal("customer.online"), online: z.boolean() }),
  z.strictObject({ type: z.literal("customer.left") }),
  /** What was cut out is something else: these messages as they were written. */
  z.strictObject({
    type: z.literal("customer.stray-released"),
    id: messageId,
    messages: z.array(message).min(1).max(MOST_PARTS),
  }),
  z.strictObject({ type: z.literal("customer.stray-discarded"), id: messageId }),
  z.strictObject({ type: z.literal("customer.declined"), capture }),
  z.strictObject({
    type: z.literal("customer.needs-more-time"),
    capture,
    deadline: instant,
  }),

  z.strictObject({ type: z.literal("agent.took"), agent }),
  z.strictObject({
    type: z.literal("agent.message"),
    agent,
    message,
    stray: stray.optional(),
    retracts: z.array(retraction).min(1).max(MOST_PARTS).optional(),
  }),
  /** A message of the agent's was not sent: it asked for a card in the chat. */
  z.strictObject({ type: z.literal("agent.stopped"), agent, why: z.literal("asks_for_card") }),
  z.strictObject({ type: z.literal("agent.canned"), agent, id: messageId, line: cannedLine }),
  z.strictObject({ type: z.literal("agent.typing"), agent }),
  z.strictObject({ type: z.literal("agent.read"), agent: agentId, upTo: seq }),
  z.strictObject({ type: z.literal("agent.transferred"), by: agent, to: agent.nullable() }),
  z.strictObject({ type: z.literal("agent.noted"), agent, message }),
  z.strictObject({ type: z.literal("agent.wrapped-up"), agent }),
  z.strictObject({ type: z.literal("agent.reopened"), agent }),
  z.strictObject({ type: z.literal("agent.closed"), agent }),

  z.strictObject({
    type: z.literal("observer.joined"),
    observer: observerId,
    name: z.string().max(80),
  }),
  z.strictObject({ type: z.literal("observer.left"), observer: observerId }),
  z.strictObject({ type: z.literal("observer.detached"), observer: observerId }),
  z.strictObject({ type: z.literal("observer.cut"), observer: observerId }),

  z.strictObject({
    type: z.literal("capture.requested"),
    capture,
    template: templateId,
    title: z.string().max(60),
    purpose: z.optional(purpose),
    amount: z.optional(amount),
    by: requestedBy,
    deadline: instant,
    extensions: z.int().min(0).max(5),
    /** For the collector: whose value it is, and what its token is good for. */
    subject: subjectId.optional(),
    tokenType: tokenType.optional(),
    /** The message whose cut spans it takes along. */
    stray: z.optional(messageId),
  }),
  z.strictObject({ type: z.literal("capture.cancelled"), capture, by: z.enum(["agent", "api"]) }),

  z.strictObject({ type: z.literal("collector.registered"), capture }),
  z.strictObject({ type: z.literal("collector.unreachable"), capture }),
  z.strictObject({ type: z.literal("collector.opened"), capture }),
  z.strictObject({ type: z.literal("collector.in-progress"), capture }),
  z.strictObject({ type: z.literal("collector.submitted"), capture }),
  z.strictObject({
    type: z.literal("collector.ended"),
    capture,
    outcome,
    reason: failureReason.optional(),
    result: captureResult.optional(),
  }),

  /** 2 s after the request: whoever has not detached is cut off. */
  z.strictObject({ type: z.literal("clock.entry"), capture }),
  /** 10 s after the request: an entry that is still not through fails. */
  z.strictObject({ type: z.literal("clock.entry-over"), capture }),
  z.strictObject({ type: z.literal("clock.deadline"), capture }),
  /** Its agent has had no console for so long that somebody else is to see its customer wait. */
  z.strictObject({ type: z.literal("clock.agent-gone"), agent: agentId }),
  /** What was cut out of a message has waited long enough. */
  z.strictObject({ type: z.literal("clock.stray"), id: messageId }),
]);

export type ConversationEvent = z.infer<typeof conversationEvent>;
export type EventType = ConversationEvent["type"];

/** An event with its place in the journal. The machine takes time and place from here, never from a clock. */
export type JournaledEvent = ConversationEvent & { readonly seq: number; readonly at: number };

export type Journaled<T extends EventType> = Extract<ConversationEvent, { type: T }> & {
  readonly seq: number;
  readonly at: number;
};

/** Whether the bytes of an event came from the customer's device. */
export function isFromCustomer(event: { type: EventType }): boolean {
  return event.type.startsWith("customer.");
}
