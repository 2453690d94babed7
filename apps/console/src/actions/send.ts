import { createId, isMessage, type CannedLine } from "@aside/protocol";
import { readLine } from "../store/slash.ts";
import { withKey, type Nudge } from "../store/state.ts";
import { openPicker } from "./capture.ts";
import type { Context } from "./context.ts";
import { holdsCard } from "./holds-card.ts";
import { notify, refusalKey } from "./notify.ts";
import { changeOutgoing, withOutgoing } from "./outgoing.ts";
import { ask, tryAsk } from "./request.ts";

/** What the agent is writing; it outlives a change of conversation and the end of the session. */
export function setDraft({ store }: Context, id: string, text: string): void {
  store.update((state) => {
    const drafts = withKey(state.drafts, id, text === "" ? null : text);
    // What is said of a command is over as soon as it reads otherwise.
    const over = state.nudges.get(id)?.why === "no-command";
    return { ...state, drafts, ...(over ? { nudges: withKey(state.nudges, id, null) } : {}) };
  });
}

/** Does what the draft says: a command, or a message. Where it is neither, or holds a card number, it stays and nothing leaves this page. */
export async function sendDraft(context: Context, id: string): Promise<void> {
  const { drafts, welcome } = context.store.get();
  const draft = drafts.get(id) ?? "";
  if (holdsCard(draft)) return nudge(context, id, { why: "card-number", template: "card" });
  const line = readLine(draft, welcome?.templates ?? [], welcome?.replies ?? []);
  switch (line.kind) {
    case "message":
      return await sendText(context, id, line.text);
    case "capture":
      setDraft(context, id, "");
      return openPicker(context, line.draft);
    case "reply":
      return setDraft(context, id, line.text);
    case "no-command":
      return nudge(context, id, { why: line.kind, command: line.command, nearest: line.nearest });
  }
}

/** Puts another command in place of the one that is none. */
export function amendCommand(context: Context, id: string, command: string): void {
  const draft = (context.store.get().drafts.get(id) ?? "").trim();
  setDraft(
    context,
    id,
    draft.replace(/^\/\S+/, () => `/${command}`),
  );
  dismissNudge(context, id);
  context.store.update((state) => ({ ...state, focusWanted: id }));
}

async function sendText(context: Context, id: string, text: string): Promise<void> {
  if (!isMessage(text)) return;
  const message = createId("msg", context.ports.random());
  const at = context.ports.now() + context.store.get().skew;
  context.store.update((state) =>
    withOutgoing(
      {
        ...state,
        drafts: withKey(state.drafts, id, null),
        nudges: withKey(state.nudges, id, null),
      },
      id,
      [...(state.outgoing.get(id) ?? []), { id: message, at, text, state: "sending", error: null }],
    ),
  );
  await deliver(context, id, message, text);
}

/** Sends again, with the same id, what has no answer yet: the journal takes each id once. */
export function resend(context: Context, id: string): void {
  for (const one of context.store.get().outgoing.get(id) ?? []) {
    if (one.state === "sending") void deliver(context, id, one.id, one.text);
  }
}

export async function retry(context: Context, id: string, message: string): Promise<void> {
  const one = context.store
    .get()
    .outgoing.get(id)
    ?.find((each) => each.id === message);
  if (one === undefined) return;
  context.store.update((state) =>
    changeOutgoing(state, id, message, { state: "sending", error: null }),
  );
  await deliver(context, id, message, one.text);
}

/** Takes a message that was not sent back into the composer. */
export function takeBack(context: Context, id: string, message: string): void {
  const one = context.store
    .get()
    .outgoing.get(id)
    ?.find((each) => each.id === message);
  if (one !== undefined) restore(context, id, message, one.text);
}

export async function sendCanned(context: Context, id: string, line: CannedLine): Promise<boolean> {
  const message = createId("msg", context.ports.random());
  const reply = await ask(context, { type: "canned", conversation: id, id: message, line });
  return reply?.ok === true;
}

export async function addNote(context: Context, id: string, text: string): Promise<boolean> {
  if (holdsCard(text)) {
    notify(context, "danger", "composer.nudge.card");
    return false;
  }
  const note = createId("msg", context.ports.random());
  const reply = await ask(context, { type: "note", conversation: id, id: note, text });
  return reply?.ok === true;
}

export function dismissNudge({ store }: Context, id: string): void {
  store.update((state) => ({ ...state, nudges: withKey(state.nudges, id, null) }));
}

export function nudge({ store }: Context, id: string, value: Nudge): void {
  store.update((state) => ({ ...state, nudges: withKey(state.nudges, id, value) }));
}

async function deliver(context: Context, id: string, message: string, text: string): Promise<void> {
  const reply = await tryAsk(context, { type: "message", conversation: id, id: message, text });
  // No answer: it stays "sending" and goes again after the next join.
  if (reply === null) return;
  if (!reply.ok) {
    const error = refusalKey(reply);
    context.store.update((state) => changeOutgoing(state, id, message, { state: "failed", error }));
    return;
  }
  if ("status" in reply && reply.status === "nudge") {
    restore(context, id, message, text);
    nudge(context, id, { why: "asks-for-value", template: reply.template });
    return;
  }
  // Where the conversation is heard, its own entry says so, in its place.
  if (context.store.get().watches.get(id)?.state !== "joined") {
    context.store.update((state) => changeOutgoing(state, id, message, null));
  }
}

function restore(context: Context, id: string, message: string, text: string): void {
  context.store.update((state) => {
    const next = changeOutgoing(state, id, message, null);
    const draft = next.drafts.get(id);
    const line = text.startsWith("/") ? `/${text}` : text;
    return {
      ...next,
      drafts: withKey(next.drafts, id, draft === undefined ? line : `${line}\n${draft}`),
      focusWanted: id,
    };
  });
}
