import type { ReactNode } from "react";
import type { Conversation } from "../../store/conversation.ts";
import type { StreamRow } from "../../store/stream-rows.ts";
import { useLocaleId } from "../console-context.tsx";
import { formatDay } from "../parts/format-time.ts";
import { EventLine } from "./event-line.tsx";
import { FenceLine } from "./fence-line.tsx";
import { MessageLine } from "./message-line.tsx";
import { NoteLine } from "./note-line.tsx";
import { OutgoingLine } from "./outgoing-line.tsx";
import { ResultCard } from "./result-card.tsx";
import { ShieldCard } from "./shield-card.tsx";

interface Props {
  readonly row: StreamRow;
  readonly conversation: Conversation;
  readonly read: number | null;
  readonly still: boolean;
}

export function StreamLine({ row, conversation, read, still }: Props): ReactNode {
  const locale = useLocaleId();
  switch (row.kind) {
    case "day":
      return <p className="stream-day">{formatDay(row.at, locale)}</p>;
    case "outgoing":
      return (
        <OutgoingLine conversation={conversation.id} outgoing={row.outgoing} first={row.first} />
      );
    case "capture":
      return <ShieldCard conversation={conversation} still={still} />;
    case "item":
      return <Item row={row} conversation={conversation} read={read} still={still} />;
  }
}

function Item({
  row,
  conversation,
  read,
  still,
}: Props & { readonly row: Extract<StreamRow, { kind: "item" }> }): ReactNode {
  const { item } = row;
  switch (item.kind) {
    case "message":
      return (
        <MessageLine
          item={item}
          first={row.first}
          customer={conversation.customer.name}
          ask={!still && conversation.phase === "open" ? conversation.id : null}
          closed={conversation.phase === "closed"}
          mark={item.from === "agent" ? (item.seq === read ? "read" : "sent") : null}
        />
      );
    case "note":
      return <NoteLine agent={item.agent} message={item.message} at={item.at} />;
    case "event":
      return <EventLine event={item.event} at={item.at} customer={conversation.customer.name} />;
    case "fence":
      return <FenceLine capture={item.capture} conversation={conversation} />;
    case "result":
      return <ResultCard capture={item.capture} at={item.at} still={still} />;
  }
}
