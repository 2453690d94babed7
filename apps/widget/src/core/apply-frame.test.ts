import fc from "fast-check";
import type { WidgetFrame } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { agentLine, captureFrame } from "../../test/fake-line.ts";
import { applyFrame } from "./apply-frame.ts";
import { activeCapture, emptyChat } from "./chat-state.ts";

const conversation: WidgetFrame[] = [
  agentLine(1),
  { type: "agent-joined", name: "Anna" },
  captureFrame(),
  captureFrame({ status: "opened" }),
  agentLine(2),
  { type: "agent-read", upTo: 1 },
  { ...captureFrame({ status: "completed" }), display: "Visa •••• 1111" },
  { type: "agent-left" },
  agentLine(3),
];
const frames = conversation.map((frame, index) => ({
  type: "frame" as const,
  seq: index + 1,
  at: 1_000 + index,
  frame,
}));

describe("a conversation from frames", () => {
  it("is in the journal's order, a capture that is over at the place of its end", () => {
    const state = frames.reduce(applyFrame, emptyChat);
    expect(state.entries.map(({ kind, seq }) => ({ kind, seq }))).toEqual([
      { kind: "message", seq: 1 },
      { kind: "joined", seq: 2 },
      { kind: "message", seq: 5 },
      { kind: "capture", seq: 7 },
      { kind: "left", seq: 8 },
      { kind: "message", seq: 9 },
    ]);
    expect(state).toMatchObject({ lastSeq: 9, agentReadUpTo: 1, agentName: null });
    expect(activeCapture(state)).toBeNull();
    const during = frames.slice(0, 5).reduce(applyFrame, emptyChat);
    expect(activeCapture(during)).toMatchObject({ seq: 3, at: 1_002, latest: 4 });
  });

  it("is the same however often frames come again", () => {
    const whole = frames.reduce(applyFrame, emptyChat);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: frames.length - 1 })), (again) => {
        const more = again.flatMap((index) => {
          const frame = frames[index];
          return frame ? [frame] : [];
        });
        expect(more.reduce(applyFrame, whole)).toEqual(whole);
      }),
    );
  });

  it("[CAP1] keeps a capture's end against a status word that comes late", () => {
    const whole = frames.reduce(applyFrame, emptyChat);
    const late = frames[3];
    if (!late) throw new Error("there is no such frame");
    expect(activeCapture(applyFrame(whole, late))).toBeNull();
  });
});
