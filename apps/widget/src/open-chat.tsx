import "./page/no-eval.ts";
import { createId } from "@aside/protocol";
import { createRoot } from "react-dom/client";
import { createCaptureDesk } from "./core/capture-desk.ts";
import { activeCapture, unreadCount } from "./core/chat-state.ts";
import { createChat } from "./core/chat.ts";
import { wallClock } from "./core/clock.ts";
import { createComposer } from "./core/composer.ts";
import { connectTo } from "./core/connection.ts";
import { openFrameChannel } from "./core/frame-channel.ts";
import { onCollected } from "./core/on-collected.ts";
import { savedIn } from "./core/saved.ts";
import { createStore } from "./core/store.ts";
import { webTabLock } from "./core/tab-lock.ts";
import type { OpenChat } from "./loader/chat-window.ts";
import { loadWords } from "./locale/languages.ts";
import { currentPage, watchPage } from "./page/page.ts";
import { phoneMemory, storageOf } from "./page/storage.ts";
import { watchFocus } from "./page/watch-focus.ts";
import { fitToViewport } from "./page/fit-to-viewport.ts";
import css from "./view/chat.css?inline";
import { ChatPanel } from "./view/chat-panel.tsx";
import { WidgetContext, type WindowState } from "./view/widget-context.ts";

/** The opened part of the widget: puts its parts together. The loader imports it. */
export const openChat: OpenChat = async (config, host, events) => {
  const [words, { look }] = await Promise.all([
    loadWords(config.language),
    import("./core/look.ts"),
  ]);
  const window = createStore<WindowState>({ open: false, focus: false });
  const chat = createChat({
    connect: connectTo(config.gateway),
    saved: savedIn(storageOf("localStorage"), config.tenant),
    clock: wallClock,
    clean: (text, state) => look(state, [], text).spans.length === 0,
    createMessageId: () => createId("msg", crypto.getRandomValues(new Uint8Array(16))),
    page: currentPage,
    tenant: config.tenant,
    locale: config.locale,
    name: config.name,
    session: config.session,
  });
  const composer = createComposer({
    look: (text) => look(chat.store.get(), chat.outbox.store.get(), text),
    send: chat.send,
    typing: chat.typing,
    removeStray: chat.outbox.removeStray,
    request: chat.request,
  });
  const desk = createCaptureDesk({
    request: chat.request,
    openChannel: openFrameChannel,
    lock: webTabLock(navigator.locks),
    phone: phoneMemory(storageOf("sessionStorage"), config.tenant),
    clock: wallClock,
    parentOrigin: location.origin,
    scheme: () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
  });
  const hasFocus = watchFocus(host.shadow);

  function attending(): boolean {
    return window.get().open && document.visibilityState === "visible";
  }
  function attend() {
    chat.attend(attending());
    desk.follow(activeCapture(chat.store.get()), attending());
  }
  function changed() {
    const state = chat.store.get();
    const capture = activeCapture(state);
    desk.follow(capture, attending());
    events.unread(unreadCount(state), capture !== null);
    if (state.welcome) host.setColour(state.welcome.tenant.colour);
  }

  chat.onStray(composer.offerFor);
  onCollected(chat.store, composer.collected);
  chat.store.subscribe(changed);
  window.subscribe(attend);
  document.addEventListener("visibilitychange", attend);
  watchPage(chat.reportPage);
  host.addStyles(css);
  fitToViewport(host.stage);

  const slot = document.createElement("div");
  host.stage.prepend(slot);
  const { locale, tenant } = config;
  const widget = {
    chat,
    composer,
    desk,
    window,
    words,
    locale,
    tenant,
    close: events.close,
    hasFocus,
  };
  createRoot(slot).render(
    <WidgetContext value={widget}>
      <ChatPanel />
    </WidgetContext>,
  );

  return {
    show: (focus) => window.set({ open: true, focus }),
    hide: () => window.set({ open: false, focus: false }),
  };
};
