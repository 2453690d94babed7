import type { Console } from "../actions/create-console.ts";
import type { Command } from "./command.ts";
import {
  canClose,
  canNote,
  canSpeak,
  canTransfer,
  cancellable,
  current,
  isMine,
  isMineIn,
  isSupervisor,
  takeable,
} from "./state-questions.ts";
import { isWide } from "./window-size.ts";

const always = (): boolean => true;
const atDesk: Command["when"] = (state) => state.page === "desk";
const chosen: Command["when"] = (state) => atDesk(state) && state.selected !== null;

/** Every command, in the order in which the palette and the sheet of keys show them. */
export const COMMANDS: readonly Command[] = [
  {
    id: "next",
    label: "command.next",
    group: "go",
    key: "j",
    when: atDesk,
    run: (to) => to.do.selectNeighbour(1),
  },
  {
    id: "previous",
    label: "command.previous",
    group: "go",
    key: "k",
    when: atDesk,
    run: (to) => to.do.selectNeighbour(-1),
  },
  {
    id: "next-waiting",
    label: "command.next-waiting",
    group: "go",
    key: "g",
    when: always,
    run: (to) => to.do.selectLongestWaiting(),
  },
  {
    id: "filter",
    label: "command.filter",
    group: "go",
    key: "/",
    when: atDesk,
    run: () => focusFilter(),
  },
  {
    id: "reply",
    label: "command.reply",
    group: "conversation",
    key: "r",
    when: canSpeak,
    run: (to) => to.do.focusComposer(),
  },
  {
    id: "take",
    label: "command.take",
    group: "conversation",
    key: "t",
    when: (state) => takeable(state) !== null,
    run: takeIt,
  },
  {
    id: "transfer",
    label: "command.transfer",
    group: "conversation",
    key: "f",
    when: canTransfer,
    run: (to) => to.do.openOverlay("transfer"),
  },
  {
    id: "wrap-up",
    label: "command.wrap-up",
    group: "conversation",
    key: "w",
    when: canSpeak,
    run: onSelected("wrap-up"),
  },
  {
    id: "reopen",
    label: "command.reopen",
    group: "conversation",
    key: "o",
    when: (state) => isMineIn(state, "wrap-up"),
    run: onSelected("reopen"),
  },
  {
    id: "close",
    label: "command.close",
    group: "conversation",
    key: "e",
    when: canClose,
    run: closeIt,
  },
  {
    id: "note",
    label: "command.note",
    group: "conversation",
    key: "n",
    when: canNote,
    run: (to) => to.do.openOverlay("note"),
  },
  {
    id: "context",
    label: "command.context",
    group: "conversation",
    key: "i",
    when: chosen,
    run: toggleContext,
  },
  {
    id: "replay",
    label: "command.replay",
    group: "conversation",
    key: "p",
    when: (state) => current(state) !== null,
    run: (to) => to.do.setView(to.store.get().view === "replay" ? "chat" : "replay"),
  },
  {
    id: "capture",
    label: "command.capture",
    group: "capture",
    key: "c",
    when: canSpeak,
    run: (to) => to.do.openPicker(),
  },
  {
    id: "cancel-capture",
    label: "command.cancel-capture",
    group: "capture",
    key: "x",
    when: (state) => cancellable(state) !== null,
    run: () => askToCancel(),
  },
  {
    id: "palette",
    label: "command.palette",
    group: "console",
    key: "mod+k",
    when: always,
    run: (to) => to.do.openOverlay("palette"),
  },
  {
    id: "export",
    label: "command.export",
    group: "console",
    key: "d",
    when: always,
    run: (to) => to.do.openOverlay("export"),
  },
  {
    id: "incidents",
    label: "command.incidents",
    group: "console",
    key: "a",
    when: isSupervisor,
    run: (to) => to.do.setPage(to.store.get().page === "incidents" ? "desk" : "incidents"),
  },
  {
    id: "theme",
    label: "command.theme",
    group: "console",
    key: "l",
    when: always,
    run: (to) => to.do.setPreferences({ theme: isDark() ? "light" : "dark" }),
  },
  {
    id: "keys",
    label: "command.keys",
    group: "console",
    key: "?",
    when: always,
    run: (to) => to.do.openOverlay("keys"),
  },
  {
    id: "sign-out",
    label: "command.sign-out",
    group: "console",
    key: null,
    when: always,
    run: (to) => void to.do.signOut(),
  },
];

export function commandById(id: string): Command {
  const found = COMMANDS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no command ${id}`);
  return found;
}

function takeIt(to: Console): void {
  const conversation = takeable(to.store.get());
  if (conversation === null) return;
  to.do.select(conversation);
  void to.do.act("take", conversation);
}

/** What is another's is asked about first: nobody opens it again. */
function closeIt(to: Console): void {
  const one = current(to.store.get());
  if (one === null) return;
  if (isMine(to.store.get(), one)) void to.do.act("close", one.id);
  else to.do.openOverlay("close");
}

function onSelected(verb: "wrap-up" | "reopen"): Command["run"] {
  return (to) => {
    const { selected } = to.store.get();
    if (selected !== null) void to.do.act(verb, selected);
  };
}

/** Where there is room the context is a column, otherwise a pane of its own. */
function toggleContext(to: Console): void {
  const { contextOpen, pane } = to.store.get();
  if (isWide()) to.do.setContextOpen(!contextOpen);
  else to.do.setPane(pane === "context" ? "conversation" : "context");
}

function focusFilter(): void {
  document.querySelector<HTMLInputElement>("[data-focus=filter] input")?.focus();
}

function askToCancel(): void {
  document.querySelector<HTMLButtonElement>("[data-focus=cancel-capture]")?.click();
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return (
    theme === "dark" || (theme === undefined && matchMedia("(prefers-color-scheme: dark)").matches)
  );
}
