import { Shield } from "lucide-react";
import type { ReactNode } from "react";
import { canSpeak } from "../../commands/state-questions.ts";
import type { CaptureTrack } from "../../store/conversation.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { formatTime } from "../parts/format-time.ts";
import { WithKeys } from "../parts/with-keys.tsx";

export function CaptureList({
  captures,
}: {
  readonly captures: readonly CaptureTrack[];
}): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const mayAsk = useConsoleState(canSpeak);
  return (
    <section>
      <h2>{text("context.captures")}</h2>
      {captures.length === 0 ? (
        <p className="context-empty">
          {mayAsk ? (
            <WithKeys id="context.captures.empty" keys={{ key: "c" }} />
          ) : (
            text("context.captures.none")
          )}
        </p>
      ) : (
        <ul className="capture-list">
          {captures.toReversed().map(({ view, entryAt, exitSeq }) => (
            <li key={view.id} data-runs={exitSeq === null}>
              <p className="capture-title">
                {exitSeq === null && <Shield size={14} aria-hidden="true" />}
                <span>{spellTemplate(view.template, view.title, text)}</span>
                <time>{formatTime(entryAt, locale)}</time>
              </p>
              <p className="quiet" dir="auto">
                {view.result === undefined
                  ? text(`status.${view.status}`)
                  : view.result.metadata.display}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
