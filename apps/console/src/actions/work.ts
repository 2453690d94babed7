import type { Context } from "./context.ts";
import { ask } from "./request.ts";
import { join } from "./watch.ts";

type Verb = "take" | "wrap-up" | "reopen" | "close";

/** One of the verbs that need nothing but the conversation. What they change comes back as entries. */
export function act(context: Context, verb: Verb, conversation: string): Promise<boolean> {
  return once(context, `${verb} ${conversation}`, () => perform(context, verb, conversation));
}

async function perform(context: Context, verb: Verb, conversation: string): Promise<boolean> {
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
export function transfer(
  context: Context,
  conversation: string,
  to: string | null,
): Promise<boolean> {
  return once(context, `transfer ${conversation}`, async () => {
    const reply = await ask(context, { type: "transfer", conversation, to });
    return reply?.ok === true;
  });
}

function once({ memory }: Context, key: string, run: () => Promise<boolean>): Promise<boolean> {
  const running = memory.acting.get(key) ?? run().finally(() => void memory.acting.delete(key));
  memory.acting.set(key, running);
  return running;
}

/** The agent types; told at most every 2.5 s. */
export function typing(context: Context, conversation: string): void {
  const now = context.ports.now();
  if (now - context.memory.typedAt < 2_500) return;
  context.memory.typedAt = now;
  void context.connection?.request({ type: "typing", conversation }).catch(() => {});
}
