import type { ReactNode } from "react";
import type { Outgoing } from "../../store/state.ts";
import { useActions, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { formatTime } from "../parts/format-time.ts";

interface Props {
  readonly conversation: string;
  readonly outgoing: Outgoing;
  readonly first: boolean;
}

/** A message that is not in the journal yet; it says so until it is. */
export function OutgoingLine({ conversation, outgoing, first }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { retry, takeBack } = useActions();
  const failed = outgoing.state === "failed";
  return (
    <article className="message message-agent" data-first={first} data-state={outgoing.state}>
      {first && (
        <header className="message-head">
          <span>{text("stream.you")}</span>
          <time>{formatTime(outgoing.at, locale)}</time>
        </header>
      )}
      <div className="bubble" dir="auto">
        {outgoing.text}
      </div>
      {failed ? (
        <span className="message-failed" role="alert">
          {text("message.failed")} {outgoing.error !== null && text(outgoing.error)}
          <Button
            look="quiet"
            label={text("message.retry")}
            onPress={() => void retry(conversation, outgoing.id)}
          />
          <Button
            look="quiet"
            label={text("message.discard")}
            onPress={() => takeBack(conversation, outgoing.id)}
          />
        </span>
      ) : (
        <span className="message-mark">{text("message.sending")}</span>
      )}
    </article>
  );
}
