import { createContext, use } from "react";
import type { CaptureDesk } from "../core/capture-desk.ts";
import type { Chat } from "../core/chat.ts";
import type { Composer } from "../core/composer.ts";
import type { Store } from "../core/store.ts";
import type { Words } from "../locale/words.ts";

/** Whether the window is open, and whether the customer opened it just now. */
export type WindowState = { open: boolean; focus: boolean };

export type Widget = {
  chat: Chat;
  composer: Composer;
  desk: CaptureDesk;
  window: Store<WindowState>;
  words: Words;
  locale: string;
  tenant: string;
  close(): void;
  /** Whether the keyboard is in the widget, its frame counted. */
  hasFocus(): boolean;
};

export const WidgetContext = createContext<Widget | null>(null);

export function useWidget(): Widget {
  const widget = use(WidgetContext);
  if (widget === null) throw new TypeError("a part of the widget stands outside of it");
  return widget;
}
