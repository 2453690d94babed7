import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { canNote } from "../../commands/state-questions.ts";
import type { Conversation } from "../../store/conversation.ts";
import { spellMessage } from "../../text/spell-message.ts";
import { useActions, useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { formatTime } from "../parts/format-time.ts";
import { WithKeys } from "../parts/with-keys.tsx";

export function Notes({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { openOverlay } = useActions();
  const mayNote = useConsoleState(canNote);
  return (
    <section>
      <div className="context-title">
        <h2>{text("context.notes")}</h2>
        {mayNote && (
          <Button
            look="quiet"
            iconOnly
            icon={<Plus size={16} />}
            label={text("command.note")}
            keyHint="n"
            onPress={() => openOverlay("note")}
          />
        )}
      </div>
      {conversation.notes.length === 0 ? (
        <p className="context-empty">
          {mayNote ? (
            <WithKeys id="context.notes.empty" keys={{ key: "n" }} />
          ) : (
            text("context.notes.none")
          )}
        </p>
      ) : (
        <ul className="note-list">
          {conversation.notes.toReversed().map((note) => (
            <li key={note.message.id}>
              <p dir="auto">{spellMessage(note.message, text)}</p>
              <p className="quiet">
                {note.agent.name} · {formatTime(note.at, locale)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
