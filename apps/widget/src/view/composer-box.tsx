import { ArrowUp } from "lucide-react";
import { MAX_TEXT } from "@aside/protocol";
import type { ClipboardEvent, KeyboardEvent, SubmitEvent } from "react";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** Enter sends, Shift and Enter begins a line. */
export function ComposerBox() {
  const { chat, composer, words } = useWidget();
  const { draft } = useStore(composer.store);
  const { link } = useStore(chat.store);

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
        maxLength={MAX_TEXT}
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
        disabled={draft.trim() === ""}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </button>
    </form>
  );
}
