import type { Key } from "@aside/journal";
import type { Gateway } from "../gateway.ts";

/** Whether a conversation is an agent's: taken or received from another, and not handed on. Also after its end. */
export async function handles(
  { conversations }: Pick<Gateway, "conversations">,
  key: Key,
  agent: string,
): Promise<boolean> {
  const changed = await conversations.change<boolean>(key, ({ seq, snapshot }) =>
    seq === 0 ? { refuse: "not_found" } : { answer: snapshot.context.agent?.id === agent },
  );
  return changed.ok && changed.value;
}
