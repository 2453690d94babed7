import * as z from "zod";
import { captureView, templateId } from "./capture.ts";
import { captureId, conversationId, instant, messageId, seq, tenantId } from "./ids.ts";
import { cut, message, messageText } from "./message.ts";
import { refusal } from "./reply.ts";
import { amendedFrame, MOST_PARTS, strayFrame } from "./stray.ts";

/** socket.io namespace of customers. Client emits `from-widget` with an acknowledgement; server emits `to-widget`. */
export const CUSTOMERS = "/customers";
export const WIDGET_PROTOCOL = 1;

export const customerName = z.string().trim().min(1).max(80);
export const page = z.strictObject({ title: z.string().max(200), url: z.string().max(1_000) });

/** The handshake's `auth`. `after` is the last seq this tab has; 0 asks for all that the customer may see. */
export const widgetHello = z.strictObject({
  v: z.literal(WIDGET_PROTOCOL),
  tenant: tenantId,
  session: z.string().max(100).nullable(),
  after: seq,
  /** Start a new conversation where the last one is closed. */
  fresh: z.boolean(),
  locale: z.string().max(35),
  name: customerName.optional(),
  page: page.optional(),
});

/** The last seq that the tab had when this was written: before the end of a capture, it is dropped as during one. */
const after = seq.optional();

export const fromWidget = z.discriminatedUnion("type", [
  /** `cleared`: the customer was asked about a look-alike and said that it is something else. What may not pass even so is cut all the same. */
  z.strictObject({
    type: z.literal("message"),
    id: messageId,
    text: messageText,
    cleared: z.boolean().optional(),
    after,
  }),
  z.strictObject({ type: z.literal("typing"), after }),
  z.strictObject({ type: z.literal("read"), upTo: seq, after }),
  z.strictObject({ type: z.literal("name"), name: customerName, after }),
  z.strictObject({ type: z.literal("page"), page, after }),
  z.strictObject({ type: z.literal("leave") }),
  /** The customer asks for the secure form (a stray card number was noticed in the composer). */
  z.strictObject({
    type: z.literal("capture.request"),
    template: templateId,
    /** Takes along what was cut out of this message and waits. */
    stray: z.optional(messageId),
    /** Earlier messages with parts of a number that the customer was about to go on with: the form takes all of it instead. */
    parts: z.array(messageId).min(1).max(MOST_PARTS).optional(),
  }),
  /** What was cut out of this message is something else: the agent may have it. */
  z.strictObject({ type: z.literal("stray.release"), message: messageId }),
  z.strictObject({ type: z.literal("stray.discard"), message: messageId }),
  /** A one-time ticket for the frame, or a link for another device. Each call voids the one before. */
  z.strictObject({
    type: z.literal("capture.ticket"),
    capture: captureId,
    way: z.enum(["frame", "link"]),
    parentOrigin: z.string().max(300),
  }),
  z.strictObject({ type: z.literal("capture.decline"), capture: captureId }),
  z.strictObject({ type: z.literal("capture.more-time"), capture: captureId }),
]);

/**
 * What became of a request. `accepted`: in the journal; of a message this tab gets no frame besides, its other tabs do. `cut`: in the journal
 * with the named spans replaced, which a frame shows in every tab; what becomes of them is told by `stray` frames. `held`: a capture is on, or the tab had not heard of its end, so it was dropped and is kept nowhere.
 * `ticket`: for `capture.ticket` only.
 */
export const toWidgetReply = z.union([
  z.strictObject({ ok: z.literal(true), status: z.literal("accepted"), seq }),
  z.strictObject({ ok: z.literal(true), status: z.literal("cut"), seq, cuts: z.array(cut) }),
  z.strictObject({ ok: z.literal(true), status: z.literal("held") }),
  z.strictObject({
    ok: z.literal(true),
    status: z.literal("ticket"),
    ticket: z.string().max(4_000),
    /** Frame: the form's address. Link: the whole address, ticket in the fragment. */
    url: z.string().max(6_000),
    expires: instant,
  }),
  refusal,
]);

/** What a customer may see of an event. The same for live delivery, backlog and reload. */
export const widgetFrame = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("message"),
    from: z.enum(["customer", "agent"]),
    name: z.string().max(80).optional(),
    message,
  }),
  z.strictObject({ type: z.literal("agent-joined"), name: z.string().max(80) }),
  z.strictObject({ type: z.literal("agent-left") }),
  z.strictObject({ type: z.literal("agent-typing") }),
  z.strictObject({ type: z.literal("agent-read"), upTo: seq }),
  z.strictObject({
    type: z.literal("capture"),
    capture: captureView.omit({ result: true }),
    /** The form may be opened: `capture.ticket` is answered. Before that the entry fence is still closing. */
    ready: z.boolean(),
    /** Of a completed capture: `Visa •••• 1111`. */
    display: z.string().max(80).optional(),
    /** It was paid with, and authorised. */
    paid: z.literal(true).optional(),
  }),
  amendedFrame,
  strayFrame,
  z.strictObject({ type: z.literal("closed") }),
]);

export const toWidget = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("welcome"),
    /** The bearer of this customer; kept by the widget, never shown. */
    session: z.string().max(100),
    conversation: conversationId,
    tenant: z.strictObject({
      name: z.string().max(80),
      colour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
      greeting: z.string().max(300),
    }),
    /** Types of finding that the gateway cuts out: the widget asks before it sends one. */
    cutTypes: z.array(z.string().max(30)).max(50).optional(),
    collectorOrigin: z.string().max(300),
    open: z.boolean(),
    /** It takes nothing more of the customer's; a fresh one may be begun. */
    full: z.literal(true).optional(),
    /** The server's clock, so that a customer's clock that is off does not shift the countdown of a capture. */
    now: z.optional(instant),
  }),
  z.strictObject({ type: z.literal("frame"), seq, at: instant, frame: widgetFrame }),
  /** The backlog is through: what follows is live. */
  z.strictObject({ type: z.literal("caught-up"), seq }),
]);

export type WidgetHello = z.infer<typeof widgetHello>;
export type FromWidget = z.infer<typeof fromWidget>;
export type ToWidgetReply = z.infer<typeof toWidgetReply>;
export type WidgetFrame = z.infer<typeof widgetFrame>;
export type ToWidget = z.infer<typeof toWidget>;
export type Page = z.infer<typeof page>;
