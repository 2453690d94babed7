import type { ConsoleEntry, QueueEntry, ToConsole } from "@aside/protocol";
import { applyEntries } from "../store/apply-entry.ts";
import { applyQueue } from "../store/queue.ts";
import { withKey, type ConsoleState } from "../store/state.ts";
import type { Context } from "./context.ts";
import { withAnnouncement } from "./notify.ts";
import { confirmOutgoing } from "./outgoing.ts";
import { markRead } from "./read.ts";
import { detach, lost, taken } from "./watch.ts";

/** Said of each, in a busy queue nothing else could be heard. */
const WAITING_SAID_EVERY = 15_000;

/** Every message of the gateway's that is no answer. */
export function receive(context: Context, message: ToConsole): void {
  switch (message.type) {
    case "welcome":
      context.store.update((state) => ({
        ...state,
        welcome: message,
        agentsOnline: new Map(message.agents.map((one) => [one.id, one.online])),
        queue: new Map(message.queue.map((one) => [one.conversation, one])),
        skew: message.now === undefined ? state.skew : message.now - context.ports.now(),
      }));
      return;
    case "queue":
      return gather(context, message.entry);
    case "taken":
      return taken(context, message.conversation, message.agent.name);
    case "entry":
      return hear(context, message.conversation, message.entry);
    case "detach":
      return detach(context, message.conversation, message.observer);
    case "lost":
      return lost(context, message.conversation);
    case "offers": {
      const { templates, replies } = message;
      context.store.update((state) =>
        state.welcome === null
          ? state
          : { ...state, welcome: { ...state.welcome, templates, replies } },
      );
      return;
    }
    case "agent-online":
      context.store.update((state) => ({
        ...state,
        agentsOnline: withKey(state.agentsOnline, message.agent, message.online),
      }));
  }
}

/** A busy queue changes hundreds of times a second: one change of the state a frame. */
function gather(context: Context, entry: QueueEntry): void {
  const { memory } = context;
  memory.gathered.push(entry);
  if (memory.gathered.length > 1) return;
  context.ports.soon(() => {
    const entries = memory.gathered;
    memory.gathered = [];
    const state = context.store.get();
    if (state.session.state !== "signed-in") return;
    const isNew = entries.some(
      (one) => one.phase === "waiting" && !state.queue.has(one.conversation),
    );
    const next = { ...state, queue: applyQueue(state.queue, entries) };
    const says = isNew && context.ports.now() - memory.toldWaitingAt >= WAITING_SAID_EVERY;
    if (says) memory.toldWaitingAt = context.ports.now();
    context.store.update(() => (says ? withAnnouncement(next, "announce.waiting") : next));
  });
}

function hear(context: Context, id: string, entry: ConsoleEntry): void {
  const { watches, conversations } = context.store.get();
  const before = conversations.get(id);
  if (watches.get(id)?.state !== "joined" || before === undefined) return;
  context.store.update((state) =>
    announce(
      confirmOutgoing(
        {
          ...state,
          conversations: withKey(state.conversations, id, applyEntries(before, [entry])),
        },
        id,
        [entry],
      ),
      id,
      entry,
    ),
  );
  markRead(context);
}

function announce(state: ConsoleState, id: string, { frame }: ConsoleEntry): ConsoleState {
  if (state.selected !== id) return state;
  if (frame.type === "message" && frame.from === "customer") {
    const name = state.conversations.get(id)?.customer.name ?? "";
    return withAnnouncement(state, "announce.message", { name }, frame.message);
  }
  if (frame.type === "amended")
    return withAnnouncement(
      state,
      frame.why === "retracted" ? "announce.retracted" : "announce.released",
    );
  if (frame.type === "stray" && frame.state === "discarded")
    return withAnnouncement(state, "announce.discarded");
  if (frame.type !== "capture") return state;
  return withAnnouncement(state, "announce.capture", {
    template: frame.capture.template,
    title: frame.capture.title,
    status: frame.capture.status,
  });
}
