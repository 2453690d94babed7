import type { ConsoleFrame } from "@aside/protocol";
import type { Change } from "./apply-entry.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";

type PhaseFrame = Extract<ConsoleFrame, { type: "phase" }>;

/** A new phase, step or agent, and the one line that says so in the stream. A capture's own lines say its beginning and end. */
export function applyPhase(
  conversation: Conversation,
  seq: number,
  at: number,
  frame: PhaseFrame,
): Change {
  const event = eventOf(conversation, frame);
  return {
    fields: {
      phase: frame.phase,
      step: stepOf(conversation, frame),
      agent: frame.agent,
      ...(frame.phase === "capture" ? { typingAt: null } : {}),
    },
    ...(event === null ? {} : { push: [{ kind: "event", seq, at, event }] }),
  };
}

/** A frame inside a capture that names no step leaves the step as it was: an agent took a waiting conversation. */
function stepOf(conversation: Conversation, frame: PhaseFrame): Conversation["step"] {
  return frame.phase === "capture" ? (frame.step ?? conversation.step) : null;
}

function eventOf(before: Conversation, frame: PhaseFrame): ConversationEvent | null {
  if (frame.phase === "closed")
    return frame.by === undefined ? { type: "closed" } : { type: "closed-by", agent: frame.by };
  if (frame.phase === "wrap-up") return before.phase === "wrap-up" ? null : { type: "wrapped-up" };
  if (before.agent?.id !== frame.agent?.id) {
    if (frame.agent === null) return { type: "queued" };
    return { type: before.agent === null ? "took" : "transferred", agent: frame.agent };
  }
  return before.phase === "wrap-up" && frame.phase === "open" ? { type: "reopened" } : null;
}
