import type { ReactNode } from "react";
import type { Conversation } from "../../store/conversation.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { useNow } from "../use-now.ts";

const SHOWN = 5_000;

/** The line keeps its room, so that nothing jumps when it comes and goes. */
export function Typing({
  conversation,
  still,
}: {
  readonly conversation: Conversation;
  readonly still: boolean;
}): ReactNode {
  const text = useText();
  const skew = useConsoleState((state) => state.skew);
  const now = useNow() + skew;
  const { typingAt } = conversation;
  const types = typingAt !== null && (still || now - typingAt < SHOWN);
  const name = conversation.customer.name ?? text("queue.visitor");
  return <p className="typing">{types ? text("conversation.typing", { name }) : " "}</p>;
}
