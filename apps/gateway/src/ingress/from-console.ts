import { MAX_TEXT, type FromConsole, type ToConsoleReply } from "@aside/protocol";
import { admit, isCapturing, type ConversationEvent } from "@aside/session";
import { fromConsole } from "../compiled-schemas.ts";
import type { AgentLine, Conversation } from "../conversation/conversation.ts";
import type { Decision } from "../conversation/conversations.ts";
import { toJournalNumber } from "../egress/numbering.ts";
import type { Gateway } from "../gateway.ts";
import { asksForCard } from "./asks-for-card.ts";
import { TYPING_EVERY } from "./from-widget.ts";
import { detached, join, leaveConversation } from "./join.ts";
import { mayHear } from "./reader.ts";
import { refusalOf } from "./refusals.ts";
import { cleanText, OPEN_CHAT, type OpenChat } from "../screening/cut-out.ts";
import { screenMessage, strayNote } from "../screening/screen-message.ts";
import { clipped, wholeText } from "../screening/whole-text.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { requestForm } from "./request-form.ts";
import { captureRequest, waiting } from "./start-capture.ts";

/** One request of an agent's console: parse, authorise, decide, append, answer. */
export async function takeFromConsole(
  gateway: Gateway,
  line: AgentLine,
  raw: unknown,
): Promise<ToConsoleReply> {
  const parsed = fromConsole.safeParse(raw);
  if (!parsed.success) return refusalOf(isTooLong(raw) ? "too_large" : "malformed");
  const request = parsed.data;
  switch (request.type) {
    case "join":
      return await join(gateway, line, request.conversation, request.after);
    case "leave":
      return await leaveConversation(gateway, line, request.conversation);
    case "detached":
      return await detached(gateway, line, request.conversation, request.observer);
    case "message":
      if (asksForCard(request.text)) return await stopAsking(gateway, line, request.conversation);
      break;
    default:
      break;
  }
  const decide = await decisionOn(gateway, line, request);
  const key = { tenant: line.tenant, conversation: request.conversation };
  const guarded: Decide = (conversation) =>
    // Whatever is not there: nobody learns whether it is another tenant's.
    conversation.seq === 0 ? { refuse: "not_found" } : decide(conversation);
  const changed =
    request.type === "capture.request"
      ? await requestForm(gateway, { ...key, template: request.template }, guarded)
      : await gateway.conversations.change(key, guarded);
  return changed.ok ? changed.value : refusalOf(changed.code);
}

/** Nothing is sent: the agent is shown the form instead, and a supervisor finds it among the incidents. */
async function stopAsking(
  { conversations, metrics }: Gateway,
  line: AgentLine,
  conversation: string,
): Promise<ToConsoleReply> {
  const key = { tenant: line.tenant, conversation };
  const nudge: ToConsoleReply = { ok: true, status: "nudge", template: "card" };
  const changed = await conversations.change<ToConsoleReply>(key, (known) => {
    if (known.seq === 0) return { refuse: "not_found" };
    if (!owns(known, line)) return { refuse: whyNotOwn(known) };
    const event = { type: "agent.stopped", agent: line.agent, why: "asks_for_card" } as const;
    return admit(known.snapshot, event).verdict === "take"
      ? { event, done: () => nudge }
      : { answer: nudge };
  });
  metrics.cardAsks.add(1);
  return changed.ok ? changed.value : refusalOf(changed.code);
}

type Decide = (conversation: Conversation) => Decision<ToConsoleReply>;
type Ordinary = Exclude<FromConsole, { type: "join" | "leave" | "detached" }>;

async function decisionOn(gateway: Gateway, line: AgentLine, request: Ordinary): Promise<Decide> {
  const { agent } = line;
  switch (request.type) {
    case "take":
      return (conversation) =>
        conversation.snapshot.context.agent?.id === agent.id
          ? done(conversation)
          : take(conversation, { type: "agent.took", agent });
    case "message": {
      const tenant = await gateway.tenants.find(line.tenant);
      if (tenant === null) return () => ({ refuse: "not_found" });
      return (conversation) => {
        const event = agentMessage(gateway, conversation, line, request, tenant);
        return owned(line, event, request.id)(conversation);
      };
    }
    case "note": {
      const { text, cuts } = cleanText(request.text, await openChatOf(gateway, line));
      if (cuts.length > 0) gateway.metrics.cuts.add(cuts.length, { side: "agent" });
      const message = { id: request.id, text, cuts: [...cuts] };
      return (conversation) =>
        mayHear(conversation.snapshot, line)
          ? take(conversation, { type: "agent.noted", agent, message }, request.id)
          : { refuse: "not_allowed" };
    }
    case "canned":
      return owned(
        line,
        { type: "agent.canned", agent, id: request.id, line: request.line },
        request.id,
      );
    case "typing":
      return typing(gateway, line);
    case "read":
      return read(line, request.upTo);
    case "transfer": {
      const agents = request.to === null ? [] : await gateway.agentSessions.list(line.tenant);
      const to = agents.find(({ id }) => id === request.to) ?? null;
      if (to === null && request.to !== null) return () => ({ refuse: "not_found" });
      return owned(line, { type: "agent.transferred", by: agent, to }, undefined, true);
    }
    case "wrap-up":
      return owned(line, { type: "agent.wrapped-up", agent }, undefined, true);
    case "reopen":
      return owned(line, { type: "agent.reopened", agent }, undefined, true);
    case "close":
      return owned(line, { type: "agent.closed", agent }, undefined, true);
    case "capture.request":
      return await requestCapture(gateway, line, request);
    case "capture.cancel":
      return (conversation) => cancelCapture(conversation, line, request.capture);
  }
}

async function openChatOf({ tenants }: Gateway, { tenant }: AgentLine): Promise<OpenChat> {
  return (await tenants.find(tenant)) ?? OPEN_CHAT;
}

/** What an agent writes passes the same screen. What is cut out of it is kept nowhere: the agent has it. */
function agentMessage(
  { metrics }: Gateway,
  conversation: Conversation,
  { agent }: AgentLine,
  { id, text: given }: Extract<FromConsole, { type: "message" }>,
  tenant: Tenant,
): ConversationEvent {
  const text = wholeText(given);
  const seen = screenMessage(conversation.screening, "agent", { id, text }, tenant);
  const message = { id, text: seen.text, cuts: [...seen.cuts] };
  if (seen.found.length === 0) return { type: "agent.message", agent, message };
  metrics.cuts.add(seen.found.length, { side: "agent" });
  const { retracts } = seen;
  return {
    type: "agent.message",
    agent,
    message,
    stray: strayNote(seen, { until: null, agent: agent.id }),
    ...(retracts.length === 0 ? {} : { retracts: [...retracts] }),
  };
}

async function requestCapture(
  gateway: Gateway,
  line: AgentLine,
  {
    capture,
    template,
    purpose: given,
    amount,
    stray,
  }: Extract<FromConsole, { type: "capture.request" }>,
): Promise<Decide> {
  const tenant = await gateway.tenants.find(line.tenant);
  const purpose = given && clipped(cleanText(given, tenant ?? OPEN_CHAT).text, 120);
  const { id, name } = line.agent;
  return (conversation) => {
    if (tenant === null || !owns(conversation, line)) return { refuse: "not_allowed" };
    if (conversation.snapshot.context.capture?.id === capture) return done(conversation);
    const wish = {
      capture,
      template,
      purpose,
      amount,
      by: { kind: "agent" as const, id, name },
      stray: waiting(conversation.snapshot, stray),
    };
    const event = captureRequest(tenant, wish, gateway.settings, gateway.now());
    return typeof event === "string"
      ? { refuse: event }
      : take(conversation, event, `capture:${capture}`);
  };
}

function cancelCapture(
  conversation: Conversation,
  line: AgentLine,
  capture: string,
): Decision<ToConsoleReply> {
  if (!owns(conversation, line) && line.agent.role !== "supervisor")
    return { refuse: "not_allowed" };
  const known = conversation.snapshot.context.capture;
  const over = known?.intent === "cancelled" || known?.status === "cancelled";
  if (known?.id === capture && over) return done(conversation);
  return take(conversation, { type: "capture.cancelled", capture, by: "agent" });
}

function typing(gateway: Gateway, line: AgentLine): Decide {
  return (conversation) => {
    const now = gateway.now();
    if (!owns(conversation, line)) return { refuse: "not_allowed" };
    if (isCapturing(conversation.snapshot)) return { refuse: "capture_running" };
    if (now - conversation.hush.agentTyped < TYPING_EVERY) return done(conversation);
    conversation.hush.agentTyped = now;
    return take(conversation, { type: "agent.typing", agent: line.agent });
  };
}

function read(line: AgentLine, given: number): Decide {
  return (conversation) => {
    if (!owns(conversation, line)) return { refuse: "not_allowed" };
    const upTo = toJournalNumber(conversation.told, given);
    const news = upTo > conversation.hush.agentRead || conversation.snapshot.context.unread > 0;
    if (!news) return done(conversation);
    const decision = take(conversation, { type: "agent.read", agent: line.agent.id, upTo });
    if ("event" in decision) conversation.hush.agentRead = upTo;
    return decision;
  };
}

function owned(
  line: AgentLine,
  event: ConversationEvent,
  clientId?: string,
  supervisors = false,
): Decide {
  return (conversation) =>
    owns(conversation, line) || (supervisors && line.agent.role === "supervisor")
      ? take(conversation, event, clientId)
      : { refuse: whyNotOwn(conversation) };
}

/** In a conversation that is over, that is the reason; else that it is another's. */
function whyNotOwn({ snapshot }: Conversation) {
  return snapshot.matches("closed") ? "conversation_closed" : "not_allowed";
}

function owns({ snapshot }: Conversation, { agent }: AgentLine): boolean {
  return snapshot.context.agent?.id === agent.id;
}

function take(
  { snapshot }: Conversation,
  event: ConversationEvent,
  clientId?: string,
): Decision<ToConsoleReply> {
  const verdict = admit(snapshot, event);
  if (verdict.verdict !== "take")
    return { refuse: verdict.verdict === "refuse" ? verdict.code : "not_allowed" };
  return {
    event: verdict.event,
    ...(clientId === undefined ? {} : { clientId: `a:${clientId}` }),
    done: (_, { told }) => ({ ok: true, seq: told.length }),
  };
}

function done({ told }: Conversation): Decision<ToConsoleReply> {
  return { answer: { ok: true, seq: told.length } };
}

function isTooLong(raw: unknown): boolean {
  if (typeof raw !== "object" || raw === null || !("text" in raw)) return false;
  return typeof raw.text === "string" && raw.text.length > MAX_TEXT;
}
