import { WifiOff } from "lucide-react";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** Says when the line is down. */
export function Banner() {
  const { chat, words } = useWidget();
  const { link, welcome } = useStore(chat.store);
  const text = {
    live: null,
    connecting: welcome ? null : words.connecting,
    offline: words.offline,
    refused: words.refused,
  }[link];
  return (
    <div role="status" className="banner" hidden={text === null}>
      {link !== "connecting" && <WifiOff size={16} aria-hidden="true" />}
      <span>{text}</span>
    </div>
  );
}
