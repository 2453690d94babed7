import type { ChatState } from "./chat-state.ts";
import type { Store } from "./store.ts";

/** Calls `listener` with the template of each capture once, when this tab learns that it was completed. */
export function onCollected(store: Store<ChatState>, listener: (template: string) => void): void {
  const told = new Set<string>();
  store.subscribe(() => {
    for (const entry of store.get().entries) {
      if (entry.kind !== "capture" || entry.capture.status !== "completed") continue;
      if (told.has(entry.key)) continue;
      told.add(entry.key);
      listener(entry.capture.template);
    }
  });
}
