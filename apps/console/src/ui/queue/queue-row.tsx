import type { QueueEntry } from "@aside/protocol";
import { Shield } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { spellMessage } from "../../text/spell-message.ts";
import { spellSpeaker } from "../../text/spell-speaker.ts";
import { Avatar } from "../parts/avatar.tsx";
import { WaitingTime } from "./waiting-time.tsx";

interface Props {
  readonly entry: QueueEntry;
  readonly chosen: boolean;
  readonly tabStop: boolean;
}

/** Who, the last line, how long they wait, how much is unread; a shield while a capture is on. */
export const QueueRow = memo(function QueueRow({ entry, chosen, tabStop }: Props): ReactNode {
  const text = useText();
  const { select } = useActions();
  const draft = useConsoleState((state) => state.drafts.has(entry.conversation));
  const name = entry.customer.name ?? text("queue.visitor");
  const me = useConsoleState(({ session }) =>
    session.state === "signed-in" ? session.me.id : null,
  );
  const { last, unread } = entry;
  const speaker = last && spellSpeaker(last, me, text);
  return (
    <Button
      className="queue-row"
      aria-current={chosen}
      excludeFromTabOrder={!tabStop}
      data-unread={unread > 0}
      onPress={() => select(entry.conversation)}
    >
      <Avatar name={name} online={entry.customer.online} />
      <span className="queue-who" dir="auto">
        {name}
      </span>
      <span className="queue-side">
        {entry.waitingSince !== null && entry.phase !== "capture" && (
          <WaitingTime since={entry.waitingSince} />
        )}
      </span>
      <span className="queue-last">
        {draft && !chosen && <span className="queue-draft">✎ </span>}
        {speaker && <bdi className="queue-by">{speaker} </bdi>}
        <span className="queue-said" dir="auto">
          {last === null ? text("queue.no-message") : spellMessage(last, text)}
        </span>
      </span>
      <span className="queue-side">
        {entry.phase === "capture" && (
          <span className="queue-shield">
            <Shield size={14} aria-hidden="true" />
            <span className="visually-hidden">{text("queue.on-hold")}</span>
          </span>
        )}
        {entry.phase === "wrap-up" && <span className="queue-tag">{text("queue.wrap-up")}</span>}
        {unread > 0 && !chosen && entry.phase !== "capture" && (
          <span className="queue-unread">
            <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
            <span className="visually-hidden">{text("queue.unread", { count: unread })}</span>
          </span>
        )}
      </span>
    </Button>
  );
});
