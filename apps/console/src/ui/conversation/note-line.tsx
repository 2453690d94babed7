import type { AgentView, Message } from "@aside/protocol";
import { StickyNote } from "lucide-react";
import type { ReactNode } from "react";
import { spellMessage } from "../../text/spell-message.ts";
import { useLocaleId, useText } from "../console-context.tsx";
import { formatTime } from "../parts/format-time.ts";

export function NoteLine({
  agent,
  message,
  at,
}: {
  readonly agent: AgentView;
  readonly message: Message;
  readonly at: number;
}): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  return (
    <aside className="note-line" aria-label={text("stream.note", { name: agent.name })}>
      <p className="note-head">
        <StickyNote size={14} aria-hidden="true" />
        {text("stream.note", { name: agent.name })}
        <time>{formatTime(at, locale)}</time>
      </p>
      <p dir="auto">{spellMessage(message, text)}</p>
    </aside>
  );
}
