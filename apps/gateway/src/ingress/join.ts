import { randomBytes } from "node:crypto";
import { createId, type ConsoleEntry, type ToConsoleReply } from "@aside/protocol";
import { admit, isCapturing, play, type JournaledEvent } from "@aside/session";
import type { AgentLine, Conversation } from "../conversation/conversation.ts";
import { readEvents } from "../conversation/read-journal.ts";
import { leave } from "../egress/leave.ts";
import type { Gateway } from "../gateway.ts";
import { refusalOf } from "./refusals.ts";

/**
 * Subscribes a console to a conversation: what it may see since `after`, and from then on live, with nothing between the two. Whoever
 * watches another's conversation is an observer, which the journal knows before the first frame.
 */
export async function join(
  gateway: Gateway,
  line: AgentLine,
  id: string,
  after: number,
): Promise<ToConsoleReply> {
  const key = { tenant: line.tenant, conversation: id };
  const entered = await gateway.conversations.change<string | null>(key, (conversation) => {
    if (conversation.seq === 0) return { refuse: "not_found" };
    if (!isAnothers(conversation, line)) return { answer: null };
    const known = conversation.agents.get(line)?.observer;
    if (known) return { answer: known };
    return observing(gateway, conversation, line);
  });
  if (!entered.ok) return refusalOf(entered.code);
  const observer = entered.value;
  const reply = await gateway.conversations.within(
    key,
    async (conversation): Promise<ToConsoleReply | null> => {
      // A capture began in between: this observer was asked to go before it was there.
      if (observer !== null && isCapturing(conversation.snapshot)) return null;
      const entries = await backlog(gateway, conversation, after);
      if (line.closed()) return null;
      conversation.agents.set(line, { line, observer });
      return { ok: true, status: "joined", seq: conversation.told.length, entries, observer };
    },
  );
  if (reply !== null) return reply;
  if (observer !== null) await noteGone(gateway, key, observer, "observer.detached");
  return refusalOf("capture_running");
}

export async function leaveConversation(
  gateway: Gateway,
  line: AgentLine,
  id: string,
): Promise<ToConsoleReply> {
  const key = { tenant: line.tenant, conversation: id };
  const conversation = gateway.conversations.find(key);
  const observer = conversation?.agents.get(line)?.observer ?? null;
  conversation?.agents.delete(line);
  if (observer !== null) await noteGone(gateway, key, observer, "observer.left");
  return { ok: true };
}

/** An observer's own word that it has stopped watching. What it watched is taken from it first. */
export async function detached(
  gateway: Gateway,
  line: AgentLine,
  id: string,
  observer: string,
): Promise<ToConsoleReply> {
  const key = { tenant: line.tenant, conversation: id };
  const conversation = gateway.conversations.find(key);
  if (conversation?.agents.get(line)?.observer !== observer) return refusalOf("not_found");
  conversation.agents.delete(line);
  await noteGone(gateway, key, observer, "observer.detached");
  return { ok: true };
}

/** Notes in the journal that an observer is gone, unless it knows already. */
export async function noteGone(
  gateway: Gateway,
  key: { readonly tenant: string; readonly conversation: string },
  observer: string,
  type: "observer.left" | "observer.detached" | "observer.cut",
): Promise<void> {
  await gateway.conversations.change(key, ({ snapshot }) => {
    const { observers, capture } = snapshot.context;
    const known =
      observers.some(({ id }) => id === observer) || capture?.attached.includes(observer);
    return known && !snapshot.matches("closed")
      ? { event: { type, observer }, done: () => null }
      : { answer: null };
  });
}

/** Every console that watches a conversation which became another's is an observer from then on. */
export async function becomeObservers(gateway: Gateway, conversation: Conversation): Promise<void> {
  const key = { tenant: conversation.tenant, conversation: conversation.id };
  for (const { line, observer } of conversation.agents.values()) {
    const another = isAnothers(conversation, line);
    if (another && observer === null) {
      const entered = await gateway.conversations.change<string | null>(key, (now) =>
        isAnothers(now, line) ? observing(gateway, now, line) : { answer: null },
      );
      // During a capture nobody may begin to watch; the console joins again when it wants to.
      if (!entered.ok) conversation.agents.delete(line);
      else if (entered.value !== null && conversation.agents.has(line))
        conversation.agents.set(line, { line, observer: entered.value });
    } else if (!another && observer !== null) {
      conversation.agents.set(line, { line, observer: null });
      await noteGone(gateway, key, observer, "observer.left");
    }
  }
}

function observing(gateway: Gateway, { snapshot }: Conversation, line: AgentLine) {
  const tag = createId("obs", randomBytes(16)).slice(12);
  const observer = `obs_${gateway.node}${tag}`;
  const event = { type: "observer.joined" as const, observer, name: line.agent.name };
  if (snapshot.matches("closed")) return { answer: null };
  const verdict = admit(snapshot, event);
  if (verdict.verdict !== "take")
    return { refuse: verdict.verdict === "refuse" ? verdict.code : ("not_allowed" as const) };
  return { event: verdict.event, done: () => observer };
}

function isAnothers({ snapshot }: Conversation, { agent }: AgentLine): boolean {
  const owner = snapshot.context.agent;
  return owner !== null && owner.id !== agent.id;
}

async function backlog(
  gateway: Gateway,
  conversation: Conversation,
  after: number,
): Promise<ConsoleEntry[]> {
  const { tenant, id, seq, told } = conversation;
  if (after === told.length) return [];
  const from = after > told.length ? 0 : after;
  const events: JournaledEvent[] = [];
  for await (const event of readEvents(gateway.journal, { tenant, conversation: id })) {
    if (event.seq <= seq) events.push(event);
  }
  const counted: number[] = [];
  const entries = Array.from(play(events)).flatMap((played) => leave(played, counted));
  return gateway.egress.checked(
    conversation,
    entries.filter((entry) => entry.seq > from),
  );
}
