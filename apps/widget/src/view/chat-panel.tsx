import { useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { activeCapture } from "../core/chat-state.ts";
import { Announcer } from "./announcer.tsx";
import { Banner } from "./banner.tsx";
import { Conversation } from "./conversation.tsx";
import { Foot } from "./foot.tsx";
import { Header } from "./header.tsx";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** The chat's window. It stays in the page while it is closed, so that a form in it is not lost. */
export function ChatPanel() {
  const { chat, close, hasFocus, window, words } = useWidget();
  const state = useStore(chat.store);
  const { open, focus } = useStore(window);
  const panel = useRef<HTMLElement>(null);
  const capture = activeCapture(state)?.key ?? null;
  const place = capture ?? (state.closed || state.full ? "over" : "open");
  const before = useRef(place);

  useLayoutEffect(() => {
    if (open && focus) focusEntry(panel.current);
  }, [open, focus]);

  useLayoutEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (hasFocus()) focusEntry(panel.current);
  }, [place, hasFocus]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  }

  return (
    <section
      ref={panel}
      className={capture ? "panel capture" : "panel"}
      role="dialog"
      aria-label={words.chatWith(state.welcome?.tenant.name)}
      hidden={!open}
      onKeyDown={onKeyDown}
    >
      <Header />
      <Banner />
      <Conversation />
      <Foot />
      <Announcer />
    </section>
  );
}

/** Where one goes on: the sheet of a capture, else the composer. */
function focusEntry(panel: HTMLElement | null) {
  const entry =
    panel?.querySelector<HTMLElement>("[data-entry='sheet']") ??
    panel?.querySelector<HTMLElement>("[data-entry]");
  entry?.focus({ preventScroll: true });
}
