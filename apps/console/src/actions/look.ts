import { listed, neighbour, sections } from "../store/queue.ts";
import type { SectionName } from "../store/queue.ts";
import { memoizeLast } from "../store/memoize-last.ts";
import type { ConsoleState, Overlay, Preferences } from "../store/state.ts";
import type { Context } from "./context.ts";
import { select } from "./watch.ts";

const cachedSections = memoizeLast(sections);

/** The queue as this agent sees it; the same object while nothing of it changed. */
export function sectionsOf({ queue, session, filter }: ConsoleState): ReturnType<typeof sections> {
  return cachedSections(queue, session.state === "signed-in" ? session.me.id : "", filter);
}

export function selectNeighbour(context: Context, by: 1 | -1): void {
  const state = context.store.get();
  const next = neighbour(listed(sectionsOf(state)), state.selected, by);
  if (next !== null && next !== state.selected) select(context, next);
}

export function selectLongestWaiting(context: Context): void {
  const first = sectionsOf(context.store.get()).waiting[0];
  if (first !== undefined) select(context, first.conversation);
}

export function setFilter({ store }: Context, filter: string): void {
  store.update((state) => ({ ...state, filter }));
}

export function toggleSection({ store }: Context, name: SectionName): void {
  store.update((state) => {
    const folded = new Set(state.folded);
    if (!folded.delete(name)) folded.add(name);
    return { ...state, folded };
  });
}

export function openOverlay({ store }: Context, kind: Exclude<Overlay["kind"], "capture">): void {
  store.update((state) => ({ ...state, overlay: { kind } }));
}

export function closeOverlay({ store }: Context): void {
  store.update((state) => ({ ...state, overlay: null }));
}

export function setView({ store }: Context, view: ConsoleState["view"]): void {
  store.update((state) => ({ ...state, view, pane: "conversation" }));
}

export function setPage({ store }: Context, page: ConsoleState["page"]): void {
  store.update((state) => ({ ...state, page, overlay: null }));
}

export function openReplay(context: Context, id: string): void {
  select(context, id);
  setView(context, "replay");
}

export function setPane({ store }: Context, pane: ConsoleState["pane"]): void {
  store.update((state) => ({ ...state, pane }));
}

export function setContextOpen({ store }: Context, contextOpen: boolean): void {
  store.update((state) => ({ ...state, contextOpen }));
}

export function focusComposer({ store }: Context): void {
  store.update((state) => ({ ...state, focusWanted: state.selected }));
}

/** The composer has taken the focus that was wanted for it. */
export function composerFocused({ store }: Context): void {
  store.update((state) => ({ ...state, focusWanted: null }));
}

export function setPreferences({ store }: Context, change: Partial<Preferences>): void {
  store.update((state) => ({ ...state, preferences: { ...state.preferences, ...change } }));
}
