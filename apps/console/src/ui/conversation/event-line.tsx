import type { ReactNode } from "react";
import type { ConversationEvent } from "../../store/conversation.ts";
import { useLocaleId, useText } from "../console-context.tsx";
import { formatTime } from "../parts/format-time.ts";

interface Props {
  readonly event: ConversationEvent;
  readonly at: number;
  readonly customer: string | null;
}

/** What happened with the conversation, quietly. */
export function EventLine({ event, at, customer }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  return (
    <p className="event-line">
      <span>
        {text(`stream.${event.type}`, { name: nameOf(event) ?? customer ?? text("queue.visitor") })}
      </span>
      <time>{formatTime(at, locale)}</time>
    </p>
  );
}

function nameOf(event: ConversationEvent): string | null {
  if (event.type === "named") return event.name;
  return "agent" in event ? event.agent.name : null;
}
