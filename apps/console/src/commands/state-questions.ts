import { runningCapture, type CaptureTrack, type Conversation } from "../store/conversation.ts";
import { sectionsOf } from "../actions/look.ts";
import type { ConsoleState } from "../store/state.ts";

export function isSupervisor({ session }: ConsoleState): boolean {
  return session.state === "signed-in" && session.me.role === "supervisor";
}

/** The chosen conversation, once this console hears it. */
export function current(state: ConsoleState): Conversation | null {
  if (
    state.page !== "desk" ||
    state.selected === null ||
    state.watches.get(state.selected)?.state !== "joined"
  )
    return null;
  return state.conversations.get(state.selected) ?? null;
}

export function isMine(state: ConsoleState, conversation: Conversation): boolean {
  return state.session.state === "signed-in" && conversation.agent?.id === state.session.me.id;
}

/** What may be exported here: all conversations, the chosen one, or none. The gateway says the same. */
export function exportReach(state: ConsoleState): "all" | "one" | "none" {
  if (isSupervisor(state)) return "all";
  const chosen = state.selected === null ? undefined : state.conversations.get(state.selected);
  return chosen !== undefined && isMine(state, chosen) ? "one" : "none";
}

/** Its customer can write nothing more in it. */
export function isFull({ welcome }: ConsoleState, { seq, phase }: Conversation): boolean {
  return phase !== "capture" && phase !== "closed" && seq >= (welcome?.fullAt ?? Infinity);
}

/** What a take would take: the chosen conversation, also before it is heard, or where none is chosen the one that waits longest. */
export function takeable(state: ConsoleState): string | null {
  const { selected, page, queue, watches } = state;
  if (page !== "desk") return null;
  if (selected === null || watches.get(selected)?.state === "taken")
    return sectionsOf(state).waiting[0]?.conversation ?? null;
  const one = current(state) ?? queue.get(selected);
  const waits = one?.agent === null && (one.phase === "waiting" || one.phase === "capture");
  return waits ? selected : null;
}

/** Open and the agent's own: everything that speaks or asks. */
export function canSpeak(state: ConsoleState): boolean {
  const one = current(state);
  return one !== null && isMine(state, one) && one.phase === "open";
}

/** Hand it on: an agent their own, a supervisor each that is open, as its agent may be gone for good. */
export function canTransfer(state: ConsoleState): boolean {
  const one = current(state);
  if (one === null || one.agent === null || one.phase !== "open") return false;
  return isMine(state, one) || isSupervisor(state);
}

/** Ends it: an agent their own, a supervisor each that an agent has, as that agent may be gone for good. */
export function canClose(state: ConsoleState): boolean {
  const one = current(state);
  if (one === null || one.agent === null) return false;
  if (one.phase !== "open" && one.phase !== "wrap-up") return false;
  return isMine(state, one) || isSupervisor(state);
}

export function canNote(state: ConsoleState): boolean {
  const one = current(state);
  return one !== null && one.phase !== "closed";
}

export function isMineIn(state: ConsoleState, phase: Conversation["phase"]): boolean {
  const one = current(state);
  return one !== null && isMine(state, one) && one.phase === phase;
}

export function cancellable(state: ConsoleState): CaptureTrack | null {
  const one = current(state);
  if (one === null || one.phase !== "capture" || one.step === "deciding" || !isMine(state, one)) {
    return null;
  }
  return runningCapture(one);
}
