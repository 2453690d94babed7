import type { ToWidgetReply } from "@aside/protocol";
import { applyFrame } from "./apply-frame.ts";
import type { ChatState } from "./chat-state.ts";
import type { Pending } from "./outbox.ts";

type Taken = Extract<ToWidgetReply, { ok: true; status: "accepted" | "cut" }>;

/** The customer's own line, once the journal has it. Where its echo came first, that stands. */
export function withOwnLine(state: ChatState, pending: Pending, reply: Taken): ChatState {
  if (state.entries.some(({ key }) => key === pending.id)) return state;
  // Of a line that was cut only the echo has the text; until then one placeholder stands for all of it.
  const cut = reply.status === "cut";
  const next = applyFrame(state, {
    type: "frame",
    seq: reply.seq,
    at: pending.at + state.skew,
    frame: {
      type: "message",
      from: "customer",
      message: {
        id: pending.id,
        text: cut ? "•" : pending.text,
        cuts: cut ? [{ start: 0, end: 1, type: "CARD_NUMBER" }] : [],
      },
    },
  });
  // An answer may overtake frames: only a frame says how far this tab has come.
  return { ...next, lastSeq: state.lastSeq };
}
