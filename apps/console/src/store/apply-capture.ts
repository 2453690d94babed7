import { outcome, type CaptureView, type StatusWord } from "@aside/protocol";
import type { Change } from "./apply-entry.ts";
import type { CaptureTrack, Conversation } from "./conversation.ts";

const REACHED: Partial<Record<StatusWord, CaptureTrack["reached"]>> = {
  opened: 1,
  in_progress: 2,
  submitted: 3,
};

/** The first frame of a capture is its entry fence, the first with an outcome its end; each leaves one line in the stream. */
export function applyCapture(
  conversation: Conversation,
  seq: number,
  at: number,
  view: CaptureView,
): Change {
  const before = conversation.captures.find((one) => one.view.id === view.id);
  const ends = isOver(view.status) && (before === undefined || before.exitSeq === null);
  const track: CaptureTrack = {
    view,
    reached: furthest(before?.reached ?? 0, REACHED[view.status] ?? 0),
    askedForTime: (before?.askedForTime ?? false) || view.status === "needs_more_time",
    entrySeq: before?.entrySeq ?? seq,
    entryAt: before?.entryAt ?? at,
    exitSeq: ends ? seq : (before?.exitSeq ?? null),
    exitAt: ends ? at : (before?.exitAt ?? null),
  };
  return {
    fields: {
      typingAt: null,
      captures:
        before === undefined
          ? [...conversation.captures, track]
          : conversation.captures.map((one) => (one === before ? track : one)),
    },
    push: [
      ...(before === undefined ? [{ kind: "fence", seq, at, capture: view } as const] : []),
      ...(ends ? [{ kind: "result", seq, at, capture: view } as const] : []),
    ],
  };
}

export function isOver(status: StatusWord): boolean {
  return outcome.safeParse(status).success;
}

function furthest(a: CaptureTrack["reached"], b: CaptureTrack["reached"]): CaptureTrack["reached"] {
  return a > b ? a : b;
}
