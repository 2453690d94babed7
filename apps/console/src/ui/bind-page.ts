import { conversationId } from "@aside/protocol";
import type { Console } from "../actions/create-console.ts";
import { isSupervisor } from "../commands/state-questions.ts";
import { isNarrow } from "../commands/window-size.ts";
import { savePreferences } from "../net/preferences.ts";
import type { ConsoleState } from "../store/state.ts";
import { directionOf } from "../text/locales.ts";

/** What the page around the console shows of its state: address, language, colours, title; and whether anybody looks at it. */
export function bindPage(console: Console): void {
  let last = console.store.get();
  let opened = false;
  dress(console);

  console.store.subscribe(() => {
    const state = console.store.get();
    if (state.preferences !== last.preferences) {
      savePreferences(localStorage, state.preferences);
      dress(console);
    }
    const moved =
      state.selected !== last.selected || state.page !== last.page || state.pane !== last.pane;
    if (moved && state.session.state === "signed-in") keepAddress(state, last.pane);
    if (state.queue !== last.queue) title(console);
    last = state;
    if (state.welcome !== null && !opened) {
      opened = true;
      openAddress(console);
    }
  });
  addEventListener("hashchange", () => openAddress(console));
  document.addEventListener("visibilitychange", () => console.do.setVisible(!document.hidden));
}

/** Where one pane is shown at a time, the way back from a conversation is the queue: the browser's own button takes it. */
function keepAddress(state: ConsoleState, before: ConsoleState["pane"]): void {
  const address = addressOf(state);
  if (address === location.hash) return;
  if (isNarrow() && before === "queue" && state.pane !== "queue")
    history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function addressOf({ page, pane, selected }: ConsoleState): string {
  if (page === "incidents") return "#/incidents";
  return selected === null || (isNarrow() && pane === "queue") ? "#/" : `#/c/${selected}`;
}

function openAddress(console: Console): void {
  if (["", "#/"].includes(location.hash) && isNarrow()) {
    console.do.setPage("desk");
    return console.do.setPane("queue");
  }
  if (location.hash === "#/incidents" && isSupervisor(console.store.get()))
    return console.do.setPage("incidents");
  const id = conversationId.safeParse(/^#\/c\/(\w+)$/.exec(location.hash)?.[1]);
  const { pane, selected } = console.store.get();
  if (id.success && (id.data !== selected || pane === "queue")) console.do.select(id.data);
}

function dress(console: Console): void {
  const { theme, locale } = console.store.get().preferences;
  const page = document.documentElement;
  if (theme === "system") delete page.dataset["theme"];
  else page.dataset["theme"] = theme;
  page.lang = locale;
  page.dir = directionOf(locale);
}

function title(console: Console): void {
  const { queue, session } = console.store.get();
  if (session.state !== "signed-in") return;
  const me = session.me.id;
  let unread = 0;
  for (const one of queue.values()) if (one.agent?.id === me) unread += one.unread;
  document.title = unread > 0 ? `(${unread}) Aside` : "Aside";
}
