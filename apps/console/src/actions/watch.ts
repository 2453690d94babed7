import { applyEntries } from "../store/apply-entry.ts";
import { emptyConversation, type Conversation } from "../store/conversation.ts";
import { withKey, type ConsoleState, type Watch } from "../store/state.ts";
import type { Context } from "./context.ts";
import { withAnnouncement } from "./notify.ts";
import { confirmOutgoing } from "./outgoing.ts";
import { markRead } from "./read.ts";
import { tryAsk } from "./request.ts";
import { resend } from "./send.ts";

const KEPT = 20;
const AGAIN_AFTER = 2_000;

/** Chooses a conversation: hears it from now on, and no longer the one before. */
export function select(context: Context, id: string | null): void {
  const before = context.store.get().selected;
  if (before !== null && before !== id) leave(context, before);
  context.store.update((state) => ({
    ...state,
    page: "desk",
    selected: id,
    focusWanted: null,
    view: "chat",
    pane: id === null ? "queue" : "conversation",
    conversations: kept(state.conversations, id),
  }));
  if (id === null) return;
  if (before === id && context.store.get().watches.get(id)?.state === "joined") return;
  void join(context, id);
}

/** Asks for what happened since, then hears it live. */
export async function join(context: Context, id: string): Promise<void> {
  setWatch(context, id, { state: "joining" });
  const after = context.store.get().conversations.get(id)?.seq ?? 0;
  const reply = await tryAsk(context, { type: "join", conversation: id, after });
  if (context.store.get().selected !== id) return;
  if (reply === null) return context.ports.later(() => joinStill(context, id), AGAIN_AFTER);
  if (!reply.ok) {
    const watch: Watch =
      reply.code === "capture_running"
        ? { state: "detached" }
        : { state: "refused", code: reply.code };
    setWatch(context, id, watch);
    return;
  }
  if (!("entries" in reply)) return;
  context.store.update((state) => {
    const known = state.conversations.get(id);
    // A gateway that counts less than we have is another one: what we had is not its past.
    const before = known === undefined || reply.seq < known.seq ? emptyConversation(id) : known;
    // A reply to an older question, after a newer one has been answered, adds nothing.
    const fresh = reply.entries.filter((entry) => entry.seq > before.seq);
    const folded = applyEntries(before, fresh);
    const next: Conversation = { ...folded, seq: Math.max(folded.seq, reply.seq) };
    return confirmOutgoing(
      {
        ...state,
        conversations: withKey(state.conversations, id, next),
        watches: withKey(state.watches, id, { state: "joined", observer: reply.observer }),
      },
      id,
      reply.entries,
    );
  });
  resend(context, id);
  markRead(context);
}

/** Until an answer comes nothing of the conversation is heard, and one that came too late is none. */
function joinStill(context: Context, id: string): void {
  const { link, selected, watches } = context.store.get();
  const waits = selected === id && watches.get(id)?.state === "joining";
  // While offline the next connection joins.
  if (waits && link === "online") void join(context, id);
}

/** After a new connection: the gateway has forgotten what this console heard. */
export function rejoin(context: Context): void {
  context.store.update((state) => ({ ...state, watches: new Map() }));
  const { selected, outgoing } = context.store.get();
  for (const id of outgoing.keys()) if (id !== selected) resend(context, id);
  if (selected !== null) void join(context, selected);
}

/** A capture begins and this console is only an observer of it: forget the conversation, then confirm. */
export function detach(context: Context, id: string, observer: string): void {
  context.store.update((state) => {
    const watches = withKey(state.watches, id, { state: "detached" });
    const next: ConsoleState = { ...forget(state, id), watches };
    return state.selected === id ? withAnnouncement(next, "conversation.detached.title") : next;
  });
  void tryAsk(context, { type: "detached", conversation: id, observer });
}

/** The gateway has lost this console as one that hears the conversation: it joins again, where it is still the one chosen. */
export function lost(context: Context, id: string): void {
  if (context.store.get().selected === id) return void join(context, id);
  context.store.update((state) => ({ ...state, watches: withKey(state.watches, id, null) }));
}

/** Another agent has it now: it leaves the queue, and what this console had of it is forgotten. */
export function taken(context: Context, id: string, by: string): void {
  context.memory.gathered = context.memory.gathered.filter((one) => one.conversation !== id);
  context.store.update((state) => {
    const chosen = state.selected === id;
    const next: ConsoleState = {
      ...forget(state, id),
      queue: withKey(state.queue, id, null),
      watches: withKey(state.watches, id, chosen ? { state: "taken", by } : null),
    };
    return chosen ? withAnnouncement(next, "conversation.taken.title", { name: by }) : next;
  });
}

function leave(context: Context, id: string): void {
  const watch = context.store.get().watches.get(id);
  context.store.update((state) => ({ ...state, watches: withKey(state.watches, id, null) }));
  if (watch?.state === "joined") void tryAsk(context, { type: "leave", conversation: id });
}

function forget(state: ConsoleState, id: string): ConsoleState {
  return {
    ...state,
    conversations: withKey(state.conversations, id, null),
    view: state.selected === id ? "chat" : state.view,
  };
}

/** The conversations looked at last stay folded, so that going back shows them at once. */
function kept(
  conversations: ConsoleState["conversations"],
  id: string | null,
): ConsoleState["conversations"] {
  if (id === null || conversations.size <= KEPT) return conversations;
  const entries = [...conversations].filter(([key]) => key !== id).slice(-KEPT);
  const own = conversations.get(id);
  return new Map(own === undefined ? entries : [...entries, [id, own]]);
}

function setWatch({ store }: Context, id: string, watch: Watch): void {
  store.update((state) => ({ ...state, watches: withKey(state.watches, id, watch) }));
}
