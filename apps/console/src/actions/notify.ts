import type { Message, Refusal } from "@aside/protocol";
import type { ConsoleState, Notice } from "../store/state.ts";
import type { MessageKey, Params } from "../text/keys.ts";
import type { Context } from "./context.ts";

/** A line at the window's foot; it stays until it is closed or three newer ones have come. */
export function notify(
  { store }: Context,
  tone: Notice["tone"],
  key: MessageKey,
  params?: Params,
): void {
  store.update((state) => {
    const id = (state.notices.at(-1)?.id ?? 0) + 1;
    const notice: Notice = params === undefined ? { id, tone, key } : { id, tone, key, params };
    const others = state.notices.filter((one) => one.key !== key);
    return { ...state, notices: [...others, notice].slice(-3) };
  });
}

export function dismissNotice({ store }: Context, id: number): void {
  store.update((state) => ({ ...state, notices: state.notices.filter((one) => one.id !== id) }));
}

/** Something for a screen reader to say when it has time. */
export function withAnnouncement(
  state: ConsoleState,
  key: MessageKey,
  params: Params = {},
  message: Pick<Message, "text" | "cuts"> | null = null,
): ConsoleState {
  const id = (state.announcement?.id ?? 0) + 1;
  return { ...state, announcement: { id, key, params, message } };
}

export function refusalKey(refusal: Refusal): MessageKey {
  return `notice.refused.${refusal.code}`;
}
