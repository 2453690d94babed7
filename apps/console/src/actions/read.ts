import type { Context } from "./context.ts";
import { tryAsk } from "./request.ts";

/** Whether the agent can see the page; nothing counts as read while not. */
export function setVisible(context: Context, value: boolean): void {
  context.memory.visible = value;
  if (value) markRead(context);
}

/** Tells the gateway up to where the agent has seen the customer's messages: of the chosen conversation, where it is the agent's own. */
export function markRead(context: Context): void {
  const { selected, session, conversations, watches, view } = context.store.get();
  if (
    !context.memory.visible ||
    view !== "chat" ||
    selected === null ||
    session.state !== "signed-in"
  )
    return;
  const conversation = conversations.get(selected);
  if (conversation === undefined || watches.get(selected)?.state !== "joined") return;
  if (conversation.agent?.id !== session.me.id || conversation.phase !== "open") return;
  const last = conversation.items.findLast(
    (one) => one.kind === "message" && one.from === "customer",
  );
  const { toldRead } = context.memory;
  if (last === undefined || last.seq <= (toldRead.get(selected) ?? 0)) return;
  toldRead.set(selected, last.seq);
  void tryAsk(context, { type: "read", conversation: selected, upTo: last.seq });
}
