import { ArrowUp } from "lucide-react";
import { isMessage, MAX_TEXT } from "@aside/protocol";
import { useId, type ClipboardEvent, type KeyboardEvent, type SubmitEvent } from "react";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** Enter sends, Shift and Enter begins a line. */
export function ComposerBox() {
  const { chat, composer, words } = useWidget();
  const { draft } = useStore(composer.store);
  const { link } = useStore(chat.store);
  const tooLong = useId();
  const over = draft.trim().length - MAX_TEXT;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    composer.submit();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    composer.submit();
  }

  /** The paste is in the field only after this event. */
  function onPaste({ currentTarget }: ClipboardEvent<HTMLTextAreaElement>) {
    queueMicrotask(() => setTimeout(() => composer.paste(currentTarget.value)));
  }

  return (
    <form className="foot composer" onSubmit={submit}>
      <textarea
        data-entry="composer"
        aria-label={words.compose}
        placeholder={words.placeholder}
        dir="auto"
        rows={Math.min(5, draft.split("\n").length)}
        aria-describedby={over > 0 ? tooLong : undefined}
        aria-invalid={over > 0}
        value={draft}
        disabled={link === "refused"}
        onChange={(event) => composer.write(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <button
        type="submit"
        className="send"
        aria-label={words.send}
        title={words.send}
        disabled={!isMessage(draft.trim())}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </button>
      {over > 0 && (
        <p className="over" id={tooLong} role="alert">
          {words.tooLong(over)}
        </p>
      )}
    </form>
  );
}
