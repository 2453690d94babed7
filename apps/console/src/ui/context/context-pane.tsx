import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useActions, useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { formatTime } from "../parts/format-time.ts";
import { CaptureList } from "./capture-list.tsx";
import { Fact } from "./fact.tsx";
import { Notes } from "./notes.tsx";
import { PageLink } from "./page-link.tsx";

/** Beside the conversation: the customer, the captures and what came of them, the notes. */
export function ContextPane({ conversation: id }: { readonly conversation: string }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { setPane } = useActions();
  const conversation = useConsoleState((state) =>
    state.watches.get(id)?.state === "detached" ? undefined : state.conversations.get(id),
  );
  return (
    <aside className="pane-context" aria-label={text("context.label")}>
      <header className="context-head only-not-wide">
        <Button
          look="quiet"
          icon={<ArrowLeft size={16} className="flips" />}
          label={text("conversation.back-to")}
          onPress={() => setPane("conversation")}
        />
      </header>
      {conversation !== undefined && (
        <>
          <section>
            <h2>{text("context.customer")}</h2>
            <dl className="facts">
              <Fact name={text("context.name")}>
                {conversation.customer.name ?? text("queue.visitor")}
              </Fact>
              <Fact name={text("context.page")}>
                <PageLink page={conversation.page} />
              </Fact>
              {conversation.startedAt !== null && (
                <Fact name={text("context.since")}>
                  {formatTime(conversation.startedAt, locale)}
                </Fact>
              )}
              <Fact name={text("context.agent")}>
                {conversation.agent?.name ?? text("context.agent.none")}
              </Fact>
            </dl>
          </section>
          <CaptureList captures={conversation.captures} />
          <Notes conversation={conversation} />
        </>
      )}
    </aside>
  );
}
