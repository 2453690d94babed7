import type { RefusalCode } from "@aside/protocol";
import type { ConversationEvent } from "./event.ts";
import type { Snapshot } from "./step.ts";
import { takes } from "./takes.ts";

/**
 * What an event may become at a conversation's present end, decided before the journal and again whenever another
 * node was quicker. `held`: it came from the customer while a capture was on; only an event without content is kept, or none.
 */
export type Admission =
  | { readonly verdict: "take"; readonly event: ConversationEvent }
  | { readonly verdict: "held"; readonly event: ConversationEvent | null }
  | { readonly verdict: "refuse"; readonly code: RefusalCode };

export function admit(snapshot: Snapshot, event: ConversationEvent): Admission {
  const placed = { seq: Number.MAX_SAFE_INTEGER, at: 1, ...event };
  if (isCapturing(snapshot) && isContent(event)) {
    return {
      verdict: "held",
      event:
        event.type === "customer.message" ? { type: "customer.held", id: event.message.id } : null,
    };
  }
  if (takes(snapshot, placed)) return { verdict: "take", event };
  return { verdict: "refuse", code: whyNot(snapshot, event) };
}

/** From the entry fence to the exit fence: the one state that has states of its own. Asked ten times a message, so not by `matches`. */
export function isCapturing({ value }: Snapshot): boolean {
  return typeof value === "object";
}

/** Whether something was written before its sender knew that the last capture had ended: maybe during it, where the line stood still. */
export function isLate({ context }: Snapshot, after: number | undefined): boolean {
  return after !== undefined && after < context.exitFence;
}

function isContent(event: ConversationEvent): boolean {
  return (
    event.type === "customer.message" ||
    event.type === "customer.retracted" ||
    event.type === "customer.typing" ||
    event.type === "customer.read" ||
    event.type === "customer.named" ||
    event.type === "customer.page" ||
    event.type === "customer.left" ||
    event.type === "customer.stray-released" ||
    event.type === "customer.stray-discarded"
  );
}

function whyNot(snapshot: Snapshot, event: ConversationEvent): RefusalCode {
  if (snapshot.matches("closed")) return "conversation_closed";
  if (isCapturing(snapshot)) {
    // Of the running one it only has to wait: what was submitted is being decided.
    const another = "capture" in event && event.capture !== snapshot.context.capture?.id;
    return another && event.type !== "capture.requested" ? "no_capture" : "capture_running";
  }
  if ("capture" in event) return event.type === "capture.requested" ? "not_allowed" : "no_capture";
  return "not_allowed";
}
