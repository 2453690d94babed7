import * as z from "zod";
import { captureView, templateId } from "./capture.ts";
import { agentId, captureId, conversationId, instant, messageId, observerId, seq } from "./ids.ts";
import { cannedLine, cut, message, messageText } from "./message.ts";
import { refusal } from "./reply.ts";
import { amendedFrame, strayFrame } from "./stray.ts";
import { amount, purpose } from "./terms.ts";
import { customerName, page } from "./widget-to-gateway.ts";

/** socket.io namespace of agents. Client emits `from-console` with an acknowledgement; server emits `to-console` with one frame or several, in order. */
export const AGENTS = "/agents";
export const CONSOLE_PROTOCOL = 1;

export const phase = z.enum(["waiting", "open", "capture", "wrap-up", "closed"]);
export const captureStep = z.enum(["entering", "collecting", "deciding", "leaving"]);

export const agentView = z.strictObject({
  id: agentId,
  name: z.string().max(80),
  role: z.enum(["agent", "supervisor"]),
});

/** A conversation in the queue. Made from agent-visible frames only, so it stands still while a capture is on. */
export const queueEntry = z.strictObject({
  conversation: conversationId,
  seq,
  phase,
  customer: z.strictObject({ name: customerName.nullable(), online: z.boolean() }),
  agent: agentView.nullable(),
  startedAt: instant,
  /** Since when the customer waits for an answer; null where nobody waits. */
  waitingSince: z.nullable(instant),
  last: z
    .strictObject({
      from: z.enum(["customer", "agent"]),
      /** Which one, where an agent wrote it. */
      agent: agentView.optional(),
      text: z.string().max(140),
      /** As in a message; the last one may end with the text. */
      cuts: z.array(cut).max(50),
      at: instant,
    })
    .nullable(),
  unread: z.int().min(0),
});

export const fromConsole = z.discriminatedUnion("type", [
  /** Ask for a conversation's frames since `after`, then live ones. A supervisor may watch another's, and is an observer then. */
  z.strictObject({ type: z.literal("join"), conversation: conversationId, after: seq }),
  z.strictObject({ type: z.literal("leave"), conversation: conversationId }),
  z.strictObject({ type: z.literal("take"), conversation: conversationId }),
  z.strictObject({
    type: z.literal("message"),
    conversation: conversationId,
    id: messageId,
    text: messageText,
  }),
  z.strictObject({
    type: z.literal("canned"),
    conversation: conversationId,
    id: messageId,
    line: cannedLine,
  }),
  z.strictObject({ type: z.literal("typing"), conversation: conversationId }),
  z.strictObject({ type: z.literal("read"), conversation: conversationId, upTo: seq }),
  /** `to: null` puts it back into the queue. */
  z.strictObject({
    type: z.literal("transfer"),
    conversation: conversationId,
    to: z.nullable(agentId),
  }),
  z.strictObject({
    type: z.literal("note"),
    conversation: conversationId,
    id: messageId,
    text: messageText,
  }),
  z.strictObject({ type: z.literal("wrap-up"), conversation: conversationId }),
  z.strictObject({ type: z.literal("reopen"), conversation: conversationId }),
  z.strictObject({ type: z.literal("close"), conversation: conversationId }),
  z.strictObject({
    type: z.literal("capture.request"),
    conversation: conversationId,
    capture: captureId,
    template: templateId,
    purpose: z.optional(purpose),
    amount: z.optional(amount),
    /** Offers the customer what was cut out of this message and waits. */
    stray: z.optional(messageId),
  }),
  z.strictObject({
    type: z.literal("capture.cancel"),
    conversation: conversationId,
    capture: captureId,
  }),
  /** An observer's answer to `detach`. */
  z.strictObject({
    type: z.literal("detached"),
    conversation: conversationId,
    observer: observerId,
  }),
]);

/** What an agent may see of an event, and nothing of what a customer does between the fences (BND1). */
export const consoleFrame = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("started"),
    customer: customerName.nullable(),
    page: page.nullable(),
  }),
  z.strictObject({
    type: z.literal("message"),
    from: z.enum(["customer", "agent"]),
    agent: agentView.optional(),
    message,
  }),
  z.strictObject({ type: z.literal("customer-typing") }),
  z.strictObject({ type: z.literal("customer-online"), online: z.boolean() }),
  z.strictObject({ type: z.literal("customer-read"), upTo: seq }),
  z.strictObject({ type: z.literal("customer-named"), name: customerName }),
  z.strictObject({ type: z.literal("customer-page"), page }),
  z.strictObject({ type: z.literal("customer-left") }),
  z.strictObject({
    type: z.literal("phase"),
    phase,
    step: captureStep.nullable(),
    agent: agentView.nullable(),
    /** Who closed it, where that was not its agent. */
    by: agentView.optional(),
  }),
  z.strictObject({ type: z.literal("capture"), capture: captureView }),
  z.strictObject({ type: z.literal("note"), agent: agentView, message }),
  amendedFrame,
  strayFrame,
]);

export const consoleEntry = z.strictObject({ seq, at: instant, frame: consoleFrame });

export const toConsoleReply = z.union([
  z.strictObject({ ok: z.literal(true), seq: z.optional(seq) }),
  z.strictObject({
    ok: z.literal(true),
    status: z.literal("joined"),
    seq,
    entries: z.array(consoleEntry),
    observer: z.nullable(observerId),
  }),
  /** The text looked like it asks for a card in the chat: nothing was sent; start a capture, or send it again with other words. */
  z.strictObject({ ok: z.literal(true), status: z.literal("nudge"), template: templateId }),
  refusal,
]);

/** What the composer offers: the tenant's forms and canned replies. */
const offers = {
  templates: z.array(
    z.strictObject({ id: templateId, title: z.string().max(60), takesAmount: z.boolean() }),
  ),
  replies: z.array(z.strictObject({ shortcut: z.string().max(30), text: z.string().max(1_000) })),
};

export const toConsole = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("welcome"),
    me: agentView,
    tenant: z.strictObject({ name: z.string().max(80) }),
    agents: z.array(agentView.extend({ online: z.boolean() })),
    ...offers,
    queue: z.array(queueEntry),
    /** A conversation that has come to this seq takes nothing more of its customer's. */
    fullAt: z.optional(seq),
    /** The server's clock, so that the console's "time left" needs no right clock of its own. */
    now: z.optional(instant),
  }),
  z.strictObject({ type: z.literal("queue"), entry: queueEntry }),
  /** Another agent has it now, by taking it or by transfer: it is not in this console's queue, and is heard no more. */
  z.strictObject({ type: z.literal("taken"), conversation: conversationId, agent: agentView }),
  z.strictObject({ type: z.literal("entry"), conversation: conversationId, entry: consoleEntry }),
  /** A capture begins: stop watching and answer `detached` within 2 s, or be cut off. */
  z.strictObject({ type: z.literal("detach"), conversation: conversationId, observer: observerId }),
  /** Another process of the gateway took this console for gone, and it hears this conversation no more: join it again. */
  z.strictObject({ type: z.literal("lost"), conversation: conversationId }),
  z.strictObject({ type: z.literal("agent-online"), agent: agentId, online: z.boolean() }),
  /** The tenant's settings have changed: what the welcome said of them is over. */
  z.strictObject({ type: z.literal("offers"), ...offers }),
]);

export type Phase = z.infer<typeof phase>;
export type CaptureStep = z.infer<typeof captureStep>;
export type AgentView = z.infer<typeof agentView>;
export type QueueEntry = z.infer<typeof queueEntry>;
export type FromConsole = z.infer<typeof fromConsole>;
export type ConsoleFrame = z.infer<typeof consoleFrame>;
export type ConsoleEntry = z.infer<typeof consoleEntry>;
export type ToConsoleReply = z.infer<typeof toConsoleReply>;
export type ToConsole = z.infer<typeof toConsole>;
