import { Shield } from "lucide-react";
import { activeCapture, type CaptureEntry, type ChatState } from "../core/chat-state.ts";
import { heldName } from "./capture-text.ts";
import { ComposerBox } from "./composer-box.tsx";
import { spokenLine } from "./line-parts.ts";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** Where one writes; or why one cannot. */
export function Foot() {
  const { chat, words } = useWidget();
  const state = useStore(chat.store);
  const capture = activeCapture(state);
  if (capture) return <Paused state={state} capture={capture} />;
  if (!state.closed && !state.full) return <ComposerBox />;
  return (
    <div className="foot over">
      {!state.closed && <p role="status">{words.full}</p>}
      <button
        type="button"
        className="primary"
        data-entry="anew"
        onClick={() => void chat.startAnew()}
      >
        {words.startAnew}
      </button>
    </div>
  );
}

/** What the agent says meanwhile stands here too: in the conversation the form may have pushed it out of view. */
function Paused({ state, capture }: { state: ChatState; capture: CaptureEntry }) {
  const { words } = useWidget();
  const heard = state.entries.findLast(
    (entry) => entry.kind === "message" && entry.from === "agent" && entry.seq > capture.seq,
  );
  return (
    <div className="foot paused">
      <Shield size={16} aria-hidden="true" />
      <div>
        <p>{words.paused(heldName(capture.capture, state.agentName))}</p>
        {heard?.kind === "message" && (
          <p className="heard">{words.says(heard.name ?? words.agent, spokenLine(heard, words))}</p>
        )}
      </div>
    </div>
  );
}
