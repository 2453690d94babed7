import type { Console } from "../actions/create-console.ts";
import { COMMANDS } from "./commands.ts";

/** Runs commands by key until the returned function is called. Single keys are silent while somebody types or a dialog is open. */
export function listenToKeys(console: Console, target: Document): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const state = console.store.get();
    if (state.session.state !== "signed-in" || event.isComposing || event.repeat) return;
    const key = keyOf(event);
    const command = COMMANDS.find((one) => one.key === key);
    if (command === undefined) return;
    const single = !key.includes("+");
    if (single && (!state.preferences.singleKeys || state.overlay !== null || isTyping(event)))
      return;
    if (!command.when(state)) return;
    event.preventDefault();
    command.run(console);
  };
  target.addEventListener("keydown", onKey);
  return () => target.removeEventListener("keydown", onKey);
}

/** `mod+k` for Ctrl or Cmd and K; a plain character otherwise. Alt and its characters belong to the keyboard layout. */
export function keyOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** How a key is written where people read it: `Ctrl K` or `⌘ K`. */
export function spellKey(key: string, isMac: boolean): string {
  if (key.startsWith("mod+")) return `${isMac ? "⌘" : "Ctrl"} ${key.slice(4).toUpperCase()}`;
  return key.length === 1 ? key.toUpperCase() : key;
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        "input:not([type=range]), textarea, select, [role=dialog], [role=menu], [role=listbox]",
      ) !== null)
  );
}
