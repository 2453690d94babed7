import type { Host } from "./host.ts";
import type { WidgetConfig } from "./config.ts";

/** The opened part, as the loader sees it. */
export type ChatWindow = {
  /** @param focus whether the customer asked for it just now */
  show(focus: boolean): void;
  hide(): void;
};

export type ChatWindowEvents = {
  unread(count: number, secure: boolean): void;
  close(): void;
};

export type OpenChat = (
  config: WidgetConfig,
  host: Host,
  events: ChatWindowEvents,
) => Promise<ChatWindow>;
