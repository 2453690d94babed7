import type { LauncherWords } from "../locale/words.ts";
import type { Host } from "./host.ts";

/** The round button. */
export type Launcher = {
  element: HTMLButtonElement;
  setOpen(open: boolean): void;
  setBusy(busy: boolean): void;
  setFailed(failed: boolean): void;
  /** `secure`: a secure form waits for the customer. */
  setUnread(count: number, secure: boolean): void;
};

const SPEECH = "M21 12a8.5 8.5 0 0 1-12.3 7.6L3.5 21l1.4-5.2A8.5 8.5 0 1 1 21 12Z";
const CROSS = "M18 6 6 18M6 6l12 12";

export function createLauncher(host: Host, words: LauncherWords, onPress: () => void): Launcher {
  const element = document.createElement("button");
  const badge = document.createElement("span");
  const note = document.createElement("div");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  let open = false;
  let unread = 0;
  let secure = false;

  element.className = "launcher";
  element.type = "button";
  badge.setAttribute("aria-hidden", "true");
  note.className = "note";
  note.role = "alert";
  note.hidden = true;
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.append(path);
  element.append(icon, badge);
  element.addEventListener("click", onPress);
  host.stage.append(element, note);
  show();

  function show() {
    const waiting = [secure ? words.secure : "", unread > 0 ? words.unread(unread) : ""];
    const label = [open ? words.close : words.open, ...waiting].filter(Boolean).join(", ");
    element.setAttribute("aria-label", label);
    element.title = label;
    element.setAttribute("aria-expanded", String(open));
    path.setAttribute("d", open ? CROSS : SPEECH);
    badge.hidden = open || (unread === 0 && !secure);
    badge.className = secure ? "badge secure" : "badge";
    badge.textContent = badge.hidden ? "" : countText();
  }

  function countText(): string {
    return unread > 99 ? "99+" : String(Math.max(unread, 1));
  }

  return {
    element,
    setOpen(next) {
      open = next;
      show();
    },
    setBusy(busy) {
      element.setAttribute("aria-busy", String(busy));
    },
    setFailed(failed) {
      note.hidden = !failed;
      note.textContent = failed ? words.failed : "";
    },
    setUnread(count, waits) {
      unread = count;
      secure = waits;
      show();
    },
  };
}
