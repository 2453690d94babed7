import { launcher as ar } from "../locale/ar.ts";
import { launcher as de } from "../locale/de.ts";
import { launcher as en } from "../locale/en.ts";
import { launcher as es } from "../locale/es.ts";
import { launcher as fr } from "../locale/fr.ts";
import { directionOf } from "../locale/languages.ts";
import { launcher as pt } from "../locale/pt.ts";
import { readConfig } from "./config.ts";
import { createHost } from "./host.ts";
import { createLauncher } from "./launcher.ts";
import { tabMemory } from "./tab-memory.ts";
import type { ChatWindow, OpenChat } from "./chat-window.ts";

const LAUNCHER_WORDS = { en, de, es, fr, pt, ar };

// An async script runs when it has come: before the body is there, or after.
const script = document.currentScript;
if (script instanceof HTMLScriptElement && !window.Aside) {
  if (document.body) start(script);
  else document.addEventListener("DOMContentLoaded", () => start(script), { once: true });
}

/** Puts the launcher on the page; the chat itself is loaded when it is first opened. */
function start({ src, dataset }: HTMLScriptElement) {
  const wishes = [document.documentElement.lang, ...navigator.languages].filter(Boolean);
  const config = readConfig(src, dataset, wishes);
  const memory = tabMemory(config.tenant);
  const host = createHost(config, directionOf(config.language));
  const launcher = createLauncher(host, LAUNCHER_WORDS[config.language], () => toggle());
  const colour = memory.colour() ?? config.colour;
  let chat: Promise<ChatWindow> | null = null;
  let open = false;
  let failures = 0;

  if (colour) host.setColour(colour);
  window.Aside = Object.freeze({
    open: () => setOpen(true, true),
    close: () => setOpen(false, true),
  });

  // Who was in the chat on the page before, or has one going, gets it without asking.
  if (memory.open()) setOpen(true, false);
  else if (config.session || memory.session()) whenIdle(() => void load());

  function toggle() {
    setOpen(!open, true);
  }

  function setOpen(next: boolean, focus: boolean) {
    open = next;
    memory.setOpen(next);
    launcher.setOpen(next);
    if (next || chat) void load().then((loaded) => show(loaded, focus), failed);
  }

  function show(loaded: ChatWindow, focus: boolean) {
    if (open) loaded.show(focus);
    else loaded.hide();
    if (!open && focus) launcher.element.focus();
  }

  function failed() {
    open = false;
    launcher.setOpen(false);
    launcher.setFailed(true);
  }

  function load(): Promise<ChatWindow> {
    launcher.setFailed(false);
    if (chat) return chat;
    launcher.setBusy(true);
    // A module that failed to load stays failed under its address.
    const again = failures === 0 ? "" : `?again=${failures}`;
    const address = new URL(__CHAT_FILE__ + again, config.folder).href;
    const loading = import(/* @vite-ignore */ address)
      .then(({ openChat }: { openChat: OpenChat }) =>
        openChat(config, host, { unread: launcher.setUnread, close: () => setOpen(false, true) }),
      )
      .finally(() => launcher.setBusy(false));
    chat = loading;
    loading.catch(() => {
      chat = null;
      failures += 1;
    });
    return loading;
  }
}

function whenIdle(run: () => void) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 3_000 });
  else setTimeout(run, 1_000);
}
