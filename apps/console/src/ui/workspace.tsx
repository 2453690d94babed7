import { Suspense, type ReactNode } from "react";
import type { ConsoleState } from "../store/state.ts";
import { useConsoleState } from "./console-context.tsx";
import { ContextPane } from "./context/context-pane.tsx";
import { ConversationPane } from "./conversation/conversation-pane.tsx";
import { Overlays } from "./dialogs/overlays.tsx";
import { Notices } from "./notices.tsx";
import { lazyPart } from "./parts/lazy-part.tsx";
import { QueuePane } from "./queue/queue-pane.tsx";
import { TopBar } from "./top-bar.tsx";

const IncidentsView = lazyPart(
  async () => (await import("./incidents/incidents-view.tsx")).IncidentsView,
);
const ReplayView = lazyPart(async () => (await import("./replay/replay-view.tsx")).ReplayView);

/** Three panes under a thin bar. Narrow windows show one of them at a time. */
export function Workspace(): ReactNode {
  const page = useConsoleState((state) => state.page);
  const pane = useConsoleState((state) => state.pane);
  const view = useConsoleState((state) => state.view);
  const selected = useConsoleState((state) => state.selected);
  const contextOpen = useConsoleState((state) => state.contextOpen);
  const replays = view === "replay" && selected !== null;
  const known = useConsoleState(isKnown);
  const hasContext = page === "desk" && selected !== null && known && !replays;
  return (
    <div
      className="workspace"
      data-page={page}
      data-pane={pane}
      data-context={hasContext && contextOpen ? "open" : "closed"}
    >
      <TopBar />
      {page === "incidents" ? (
        <Suspense fallback={<main className="pane-incidents" aria-busy="true" />}>
          <IncidentsView />
        </Suspense>
      ) : (
        <>
          <QueuePane />
          {replays ? (
            <Suspense fallback={<main className="pane-conversation" aria-busy="true" />}>
              <ReplayView key={selected} conversation={selected} />
            </Suspense>
          ) : (
            <ConversationPane />
          )}
        </>
      )}
      {hasContext && <ContextPane conversation={selected} />}
      <Notices />
      <Overlays />
    </div>
  );
}

/** Or about to be: what comes then must not move a button away from under a press. */
function isKnown({ selected, conversations, watches }: ConsoleState): boolean {
  if (selected === null) return false;
  return conversations.has(selected) || watches.get(selected)?.state === "joining";
}
