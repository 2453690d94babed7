import { WifiOff } from "lucide-react";
import { activeCapture } from "../core/chat-state.ts";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** Says when the line is down. */
export function Banner() {
  const { chat, words } = useWidget();
  const state = useStore(chat.store);
  const { link, welcome } = state;
  const text = {
    live: null,
    connecting: welcome ? null : words.connecting,
    offline: activeCapture(state) ? words.offlineHeld : words.offline,
    refused: words.refused,
  }[link];
  return (
    <div role="status" className="banner" hidden={text === null}>
      {link !== "connecting" && <WifiOff size={16} aria-hidden="true" />}
      <span>{text}</span>
    </div>
  );
}
