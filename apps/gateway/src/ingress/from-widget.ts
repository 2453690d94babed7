import { randomBytes } from "node:crypto";
import { createId, MAX_TEXT, type FromWidget, type ToWidgetReply } from "@aside/protocol";
import { admit, isCapturing, isLate, type ConversationEvent } from "@aside/session";
import { fromWidget } from "../compiled-schemas.ts";
import type { Conversation, CustomerLine } from "../conversation/conversation.ts";
import { isFull } from "../conversation/is-full.ts";
import type { Decision } from "../conversation/conversations.ts";
import type { Gateway } from "../gateway.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { captureTicket } from "./capture-ticket.ts";
import { forgetLastMatch } from "./held-id.ts";
import { refusalOf } from "./refusals.ts";
import { requestForm } from "./request-form.ts";
import { captureRequest, waiting } from "./start-capture.ts";
import { customerMessage } from "./take-message.ts";
import { discardStray, releaseStray } from "./decide-stray.ts";
import { cleanName, cleanPage } from "../screening/clean-facts.ts";

/** A customer's tab: who speaks, in which conversation. */
export interface CustomerVoice {
  readonly tenant: Tenant;
  readonly conversation: string;
  readonly locale: string;
  readonly line: CustomerLine;
}

/** One request of a customer's client: parse, decide, append, answer. Never throws on account of what was sent. */
export async function takeFromWidget(
  gateway: Gateway,
  voice: CustomerVoice,
  raw: unknown,
): Promise<ToWidgetReply> {
  const parsed = fromWidget.safeParse(raw);
  if (!parsed.success) {
    forgetLastMatch();
    return refusalOf(isTooLong(raw) ? "too_large" : "malformed");
  }
  const request = parsed.data;
  if (request.type === "capture.ticket") return await captureTicket(gateway, voice, request);
  if (request.type === "stray.release") return await releaseStray(gateway, voice, request.message);
  // A tab may stay open for a day: what its tenant changes meanwhile holds from its next message on.
  const { tenants } = gateway;
  const ofTenant = voice.tenant.id;
  const tenant = tenants.kept(ofTenant) ?? (await tenants.find(ofTenant)) ?? voice.tenant;
  const { conversation: id, locale, line } = voice;
  const decide = decisionOn(gateway, { tenant, conversation: id, locale, line }, request);
  const key = { tenant: voice.tenant.id, conversation: id };
  const guarded: Decide = (conversation) =>
    isFull(conversation, gateway.settings) && !isTakenOnce(request)
      ? { refuse: "conversation_full" }
      : isReport(request) && isLate(conversation.snapshot, request.after)
        ? HELD
        : decide(conversation);
  const changed =
    request.type === "capture.request"
      ? await requestForm(
          gateway,
          { ...key, template: request.template, parts: request.parts },
          guarded,
        )
      : await gateway.conversations.change(key, guarded);
  forgetLastMatch();
  return changed.ok ? changed.value : refusalOf(changed.code);
}

/** Each of these is taken once a capture, or as often as it may be extended; who leaves leaves once. */
function isTakenOnce({ type }: FromWidget): boolean {
  return type === "capture.decline" || type === "capture.more-time" || type === "leave";
}

/** What a tab tells besides lines. Told before it knew of a capture's end, it is dropped as a line is, and nothing is kept of it. */
function isReport(
  request: FromWidget,
): request is Extract<FromWidget, { type: "typing" | "read" | "name" | "page" }> {
  const { type } = request;
  return type === "typing" || type === "read" || type === "name" || type === "page";
}

type Decide = (conversation: Conversation) => Decision<ToWidgetReply>;

function decisionOn(
  gateway: Gateway,
  voice: CustomerVoice,
  request: Exclude<FromWidget, { type: "capture.ticket" | "stray.release" }>,
): Decide {
  switch (request.type) {
    case "message":
      return customerMessage(gateway, voice, request);
    case "typing":
      return typing(gateway);
    case "read":
      return (conversation) => {
        const { hush, seq } = conversation;
        const upTo = Math.min(request.upTo, seq);
        if (upTo <= hush.customerRead) return accepted(conversation);
        return take(
          conversation,
          { type: "customer.read", upTo },
          () => (hush.customerRead = upTo),
        );
      };
    case "name": {
      const name = cleanName(request.name, voice.tenant);
      return (conversation) =>
        conversation.snapshot.context.customer.name === name && !isCapturing(conversation.snapshot)
          ? accepted(conversation)
          : take(conversation, { type: "customer.named", name });
    }
    case "page": {
      const page = cleanPage(request.page, voice.tenant);
      return (conversation) => take(conversation, { type: "customer.page", page });
    }
    case "leave":
      return (conversation) => take(conversation, { type: "customer.left" });
    case "capture.request":
      return askForForm(gateway, voice, request);
    case "stray.discard":
      return discardStray(request.message);
    case "capture.decline":
      return (conversation) => decline(conversation, request.capture);
    case "capture.more-time":
      return (conversation) => moreTime(gateway, conversation, request.capture);
  }
}

/** One a side and conversation every 3 s: that is how long a face shows it. */
export const TYPING_EVERY = 3_000;

function typing(gateway: Gateway): Decide {
  return (conversation) => {
    const now = gateway.now();
    if (now - conversation.hush.customerTyped < TYPING_EVERY) {
      return isCapturing(conversation.snapshot) ? HELD : accepted(conversation);
    }
    return take(conversation, { type: "customer.typing" }, () => {
      conversation.hush.customerTyped = now;
    });
  };
}

function askForForm(
  gateway: Gateway,
  voice: CustomerVoice,
  { template, stray }: Extract<FromWidget, { type: "capture.request" }>,
): Decide {
  const capture = createId("cap", randomBytes(16));
  return (conversation) => {
    const wish = {
      capture,
      template,
      by: { kind: "customer" as const },
      stray: waiting(conversation.snapshot, stray),
    };
    const event = captureRequest(voice.tenant, wish, gateway.settings, gateway.now());
    return typeof event === "string" ? { refuse: event } : take(conversation, event);
  };
}

function decline(conversation: Conversation, capture: string): Decision<ToWidgetReply> {
  const known = conversation.snapshot.context.capture;
  const done = known?.intent === "declined" || known?.status === "declined";
  if (known?.id === capture && done) return accepted(conversation);
  return take(conversation, { type: "customer.declined", capture });
}

function moreTime(
  { settings }: Gateway,
  conversation: Conversation,
  capture: string,
): Decision<ToWidgetReply> {
  const known = conversation.snapshot.context.capture;
  if (known?.id === capture && known.extensionsLeft === 0 && isCapturing(conversation.snapshot))
    return { refuse: "not_allowed" };
  const deadline = (known?.deadline ?? 0) + settings.extensionSeconds * 1_000;
  return take(conversation, { type: "customer.needs-more-time", capture, deadline });
}

const HELD: Decision<ToWidgetReply> = { answer: { ok: true, status: "held" } };

function accepted({ seq }: Conversation): Decision<ToWidgetReply> {
  return { answer: { ok: true, status: "accepted", seq } };
}

function take(
  { snapshot }: Conversation,
  event: ConversationEvent,
  taken: () => void = () => undefined,
): Decision<ToWidgetReply> {
  const verdict = admit(snapshot, event);
  if (verdict.verdict === "refuse") return { refuse: verdict.code };
  if (verdict.verdict === "held") return HELD;
  return {
    event: verdict.event,
    done: ({ seq }) => {
      taken();
      return { ok: true, status: "accepted", seq };
    },
  };
}

/** A text that is whole but too long gets an answer of its own. */
function isTooLong(raw: unknown): boolean {
  if (typeof raw !== "object" || raw === null || !("text" in raw)) return false;
  return typeof raw.text === "string" && raw.text.length > MAX_TEXT;
}
