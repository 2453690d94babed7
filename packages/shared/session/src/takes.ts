import type { JournaledEvent } from "./event.ts";
import { conversationMachine } from "./machine.ts";
import type { Snapshot } from "./step.ts";

/**
 * Whether the machine takes the event where it stands: xstate's `can()`. Most events are taken where the conversation stands whatever
 * they hold, and for those no guard is asked; the step that follows asks them.
 */
export function takes(snapshot: Snapshot, event: JournaledEvent): boolean {
  return takesAny(snapshot, event.type) || snapshot.can(event);
}

/** Whether a state without states of its own has a transition without a guard for all events of the type, and none for it that leads nowhere. */
function takesAny({ value }: Snapshot, type: JournaledEvent["type"]): boolean {
  if (typeof value !== "string") return false;
  const transitions = conversationMachine.root.states[value]?.transitions.get(type);
  if (transitions === undefined) return false;
  let unguarded = false;
  for (const { guard, target, actions } of transitions) {
    if (target === undefined && actions.length === 0) return false;
    unguarded ||= guard === undefined;
  }
  return unguarded;
}
