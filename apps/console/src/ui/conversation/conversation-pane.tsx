import { ArrowRightLeft, CircleAlert, EyeOff, MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { WithKeys } from "../parts/with-keys.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import { Foot } from "./foot.tsx";
import { Stream } from "./stream.tsx";

/** The chosen conversation, or why there is none to see. */
export function ConversationPane(): ReactNode {
  const selected = useConsoleState((state) => state.selected);
  return (
    <main className="pane-conversation">
      {selected === null ? <Nothing /> : <Chosen key={selected} id={selected} />}
    </main>
  );
}

function Nothing(): ReactNode {
  const text = useText();
  return (
    <Empty icon={<MessagesSquare size={20} />} title={text("conversation.none.title")}>
      <WithKeys id="conversation.none.text" keys={{ next: "j", previous: "k", take: "t" }} />
    </Empty>
  );
}

function Chosen({ id }: { readonly id: string }): ReactNode {
  const text = useText();
  const conversation = useConsoleState((state) => state.conversations.get(id));
  const watch = useConsoleState((state) => state.watches.get(id));
  const { join, select } = useActions();
  if (watch?.state === "detached") {
    return (
      <>
        <ConversationHeader id={id} />
        <Detached id={id} />
      </>
    );
  }
  if (watch?.state === "taken") {
    return (
      <Empty
        icon={<ArrowRightLeft size={20} />}
        title={text("conversation.taken.title", { name: watch.by })}
        action={
          <Button label={text("conversation.taken.back")} onPress={() => void select(null)} />
        }
      >
        {text("conversation.taken.text")}
      </Empty>
    );
  }
  if (watch?.state === "refused") {
    return (
      <>
        <ConversationHeader id={id} />
        <Empty
          icon={<CircleAlert size={20} />}
          title={text("conversation.refused.title")}
          action={
            <Button label={text("conversation.refused.again")} onPress={() => void join(id)} />
          }
        >
          {text("conversation.refused.text")}
        </Empty>
      </>
    );
  }
  if (conversation === undefined) {
    return (
      <>
        <ConversationHeader id={id} />
        <p className="conversation-loading" aria-busy="true">
          {text("conversation.loading")}
        </p>
      </>
    );
  }
  return (
    <>
      <ConversationHeader id={id} />
      <Stream conversation={conversation} />
      <Foot conversation={conversation} />
    </>
  );
}

function Detached({ id }: { readonly id: string }): ReactNode {
  const text = useText();
  const { join } = useActions();
  const runs = useConsoleState((state) => state.queue.get(id)?.phase === "capture");
  return (
    <Empty
      icon={<EyeOff size={20} />}
      title={text(runs ? "conversation.detached.title" : "conversation.detached.over")}
      action={
        runs ? (
          <p className="empty-text">{text("conversation.detached.wait")}</p>
        ) : (
          <Button label={text("conversation.detached.again")} onPress={() => void join(id)} />
        )
      }
    >
      {text("conversation.detached.text")}
    </Empty>
  );
}
