import type { Context } from "./context.ts";
import { ask } from "./request.ts";
import { join } from "./watch.ts";

type Verb = "take" | "wrap-up" | "reopen" | "close";

/** One of the verbs that need nothing but the conversation. What they change comes back as entries. */
export async function act(context: Context, verb: Verb, conversation: string): Promise<boolean> {
  const reply = await ask(context, { type: verb, conversation });
  if (reply?.ok !== true) return false;
  const { watches, selected } = context.store.get();
  if (selected === conversation && watches.get(conversation)?.state !== "joined") {
    await join(context, conversation);
  }
  if (verb === "take") {
    context.store.update((state) => ({ ...state, focusWanted: conversation }));
  }
  return true;
}

/** To a colleague, or with null back into the queue. */
export async function transfer(
  context: Context,
  conversation: string,
  to: string | null,
): Promise<boolean> {
  const reply = await ask(context, { type: "transfer", conversation, to });
  return reply?.ok === true;
}

/** The agent types; told at most every 2.5 s. */
export function typing(context: Context, conversation: string): void {
  const now = context.ports.now();
  if (now - context.memory.typedAt < 2_500) return;
  context.memory.typedAt = now;
  void context.connection?.request({ type: "typing", conversation }).catch(() => {});
}
