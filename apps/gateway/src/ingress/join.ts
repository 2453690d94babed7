import { randomBytes } from "node:crypto";
import { createId, type ConsoleEntry, type ToConsoleReply } from "@aside/protocol";
import { Problem } from "@aside/service";
import { admit, isCapturing, play, type JournaledEvent } from "@aside/session";
import type { Access } from "../acts/record-access.ts";
import type { AgentLine, Conversation } from "../conversation/conversation.ts";
import type { Decision } from "../conversation/conversations.ts";
import { readEvents } from "../conversation/read-journal.ts";
import { leave } from "../egress/leave.ts";
import type { Gateway } from "../gateway.ts";
import { mayHear, readerAt, relationOf } from "./reader.ts";
import { refusalOf } from "./refusals.ts";

/**
 * Subscribes a console to a conversation: what it may see since `after`, and from then on live, with nothing between the two. A supervisor who
 * watches another's conversation is an observer, which journal and audit log know before the first frame.
 */
export async function join(
  gateway: Gateway,
  line: AgentLine,
  id: string,
  after: number,
): Promise<ToConsoleReply> {
  const key = { tenant: line.tenant, conversation: id };
  const entered = await gateway.conversations.change(key, (conversation) => {
    if (conversation.seq === 0) return { refuse: "not_found" };
    return mayHear(conversation.snapshot, line)
      ? entering(gateway, conversation, line)
      : { refuse: "not_allowed" };
  });
  if (!entered.ok) return refusalOf(entered.code);
  const { observer, access } = entered.value;
  const unrecorded = await noteAccess(gateway, line, access);
  const reply =
    unrecorded === null
      ? await gateway.conversations.within(
          key,
          async (conversation): Promise<ToConsoleReply | "again" | "capture_running"> => {
            // A capture began in between: this observer was asked to go before it was there.
            if (observer !== null && isCapturing(conversation.snapshot)) return "capture_running";
            // It became another's in between, or a sweep took an observer that was not there yet for one that is gone.
            if (
              observer === null ? mustObserve(conversation, line) : !isKnown(conversation, observer)
            )
              return "again";
            const entries = await backlog(gateway, conversation, after);
            if (line.closed()) return "capture_running";
            conversation.agents.set(line, { line, observer });
            return { ok: true, status: "joined", seq: conversation.told.length, entries, observer };
          },
        )
      : unrecorded;
  if (typeof reply !== "string") return reply;
  if (reply === "again") return await join(gateway, line, id, after);
  if (observer !== null) await noteGone(gateway, key, observer, "observer.detached");
  return refusalOf(reply);
}

interface Entered {
  readonly observer: string | null;
  /** What has to be on record first; null for an agent in a talk of their own, and for one that waits. */
  readonly access: Access | null;
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

/** Who has it has changed: who may hear it no more does not, in the same tick, and a supervisor of another's is an observer. */
export async function onHandedOn(gateway: Gateway, conversation: Conversation): Promise<void> {
  const { agents } = conversation;
  const key = { tenant: conversation.tenant, conversation: conversation.id };
  for (const line of agents.keys()) if (!mayHear(conversation.snapshot, line)) agents.delete(line);
  for (const { line, observer } of agents.values()) {
    const another = isAnothers(conversation, line);
    if (another && observer === null) {
      const entered = await gateway.conversations.change(key, (now) =>
        entering(gateway, now, line),
      );
      const known = entered.ok ? entered.value : null;
      const refused = known === null || (await noteAccess(gateway, line, known.access)) !== null;
      const now = known?.observer ?? null;
      // During a capture nobody may begin to watch, nor whom the journal has lost; the console joins again when it wants to.
      if (refused || (now !== null && !isKnown(conversation, now))) agents.delete(line);
      else if (now !== null && agents.has(line)) agents.set(line, { line, observer: now });
    } else if (!another && observer !== null) {
      agents.set(line, { line, observer: null });
      await noteGone(gateway, key, observer, "observer.left");
    }
  }
}

/** Whether the journal has this observer: only then is it asked to go where a capture begins. */
function isKnown({ snapshot }: Conversation, observer: string): boolean {
  return snapshot.context.observers.some(({ id }) => id === observer);
}

/** Makes an observer of who watches another's. */
function entering(
  gateway: Gateway,
  conversation: Conversation,
  line: AgentLine,
): Decision<Entered> {
  const { snapshot, agents } = conversation;
  const access = accessOf(conversation, line);
  if (!mustObserve(conversation, line)) return { answer: { observer: null, access } };
  const known = agents.get(line)?.observer;
  if (known && isKnown(conversation, known)) return { answer: { observer: known, access } };
  const tag = createId("obs", randomBytes(16)).slice(12);
  const observer = `obs_${gateway.node}${tag}`;
  const verdict = admit(snapshot, { type: "observer.joined", observer, name: line.agent.name });
  if (verdict.verdict !== "take")
    return { refuse: verdict.verdict === "refuse" ? verdict.code : "not_allowed" };
  return { event: verdict.event, done: () => ({ observer, access }) };
}

/** @returns why it cannot be on record, and so is not given; null where it is */
async function noteAccess(
  { recordAccess }: Gateway,
  line: AgentLine,
  access: Access | null,
): Promise<"too_many" | "unavailable" | null> {
  if (access === null) return null;
  try {
    await recordAccess(readerAt(line), access);
    return null;
  } catch (error) {
    return error instanceof Problem && error.status === 429 ? "too_many" : "unavailable";
  }
}

function accessOf({ id, snapshot }: Conversation, line: AgentLine): Access | null {
  const relation = relationOf(snapshot, line);
  if (!snapshot.matches("closed"))
    return relation === "others" ? { action: "transcript.watched", subject: id } : null;
  const detail = relation === "own" ? { detail: "own" } : {};
  return { action: "transcript.read", subject: id, ...detail };
}

/** What is over is read and no longer watched. */
function mustObserve(conversation: Conversation, line: AgentLine): boolean {
  return isAnothers(conversation, line) && !conversation.snapshot.matches("closed");
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
