import { Check, CheckCheck } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { formatTime } from "../parts/format-time.ts";
import { MessageText } from "./message-text.tsx";
import { StrayLine, type Props as StrayProps } from "./stray-line.tsx";

interface Props extends StrayProps {
  readonly first: boolean;
  readonly customer: string | null;
  /** Of an agent's message: it is in the journal, or the customer has read up to here. */
  readonly mark: "sent" | "read" | null;
}

export const MessageLine = memo(function MessageLine({
  item,
  first,
  customer,
  mark,
  ask,
  closed,
}: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const me = useConsoleState((state) =>
    state.session.state === "signed-in" ? state.session.me.id : null,
  );
  const who =
    item.from === "customer"
      ? (customer ?? text("queue.visitor"))
      : item.agent === null || item.agent.id === me
        ? text("stream.you")
        : item.agent.name;
  return (
    <article className={`message message-${item.from}`} data-first={first}>
      <header className={first ? "message-head" : "visually-hidden"}>
        <span dir="auto">{who}</span>
        <time dateTime={new Date(item.at).toISOString()}>{formatTime(item.at, locale)}</time>
      </header>
      <div className="bubble" dir="auto">
        <MessageText message={item.message} />
      </div>
      <StrayLine item={item} ask={ask} closed={closed} />
      {mark !== null && (
        <span className="message-mark" data-mark={mark}>
          {mark === "read" ? (
            <CheckCheck size={14} aria-hidden="true" />
          ) : (
            <Check size={14} aria-hidden="true" />
          )}
          <span className={mark === "read" ? "" : "visually-hidden"}>
            {text(`message.${mark}`)}
          </span>
        </span>
      )}
    </article>
  );
});
