import type { ChargeState, StateReply } from "@aside/protocol";
import type { FlowState } from "./flow-state.ts";
import type { Failure } from "./ports.ts";

/** Worth another try with the same request. */
export function isPassing(failure: Failure): boolean {
  return failure === "unanswered" || failure === "unavailable" || failure === "too_many";
}

/** There is nothing to show yet. */
export function isLoading({ state }: FlowState): boolean {
  return state === "waiting" || state === "opening";
}

export function isOver(flow: FlowState): boolean {
  return !["form", "sending", "retry", "charging", "challenge"].includes(flow.state);
}

/** The payment is on its way: the collector is asked where it stands. */
export function isPaying({ state }: FlowState): boolean {
  return state === "charging" || state === "challenge";
}

/** Whether a payment is under way: no other may be begun. */
export function isUndecided({ state }: ChargeState): boolean {
  return state === "pending" || state === "challenge" || state === "code_wanted";
}

export function afterFailedOpen(failure: Failure): FlowState {
  if (isPassing(failure)) return { state: "broken", why: "unreachable" };
  if (failure === "ticket_expired" || failure === "ticket_used") return { state: "needs-ticket" };
  if (failure === "capture_over") return { state: "ended", ending: "over" };
  if (failure === "capture_replaced") return { state: "replaced" };
  if (failure === "unsupported_template") return { state: "broken", why: "unsupported" };
  return { state: "broken", why: "ticket_refused" };
}

export function afterState(state: StateReply["state"]): FlowState | undefined {
  if (state === "open") return undefined;
  return state === "replaced" ? { state: "replaced" } : { state: "ended", ending: state };
}
