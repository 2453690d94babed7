import type { ConsoleEntry, ConsoleFrame } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { applyEntries } from "./apply-entry.ts";
import { emptyConversation } from "./conversation.ts";
import { createFold, createTimeline, receivedAt } from "./timeline.ts";

const capture = (status: "offered" | "declined"): ConsoleFrame => ({
  type: "capture",
  capture: {
    id: "cap_1",
    template: "card",
    title: "Card",
    requestedBy: { kind: "api" },
    status,
    deadline: 1,
    extensionsLeft: 0,
  },
});
const ENTRIES: readonly ConsoleEntry[] = [
  { seq: 1, at: 1_000, frame: { type: "started", customer: null, page: null } },
  {
    seq: 2,
    at: 6_000,
    frame: { type: "message", from: "customer", message: { id: "msg_1", text: "a", cuts: [] } },
  },
  { seq: 3, at: 3_606_000, frame: capture("offered") },
  { seq: 4, at: 3_610_000, frame: capture("declined") },
];

describe("createTimeline", () => {
  it("shortens long pauses and marks messages and fences", () => {
    const { places, length, marks, shields } = createTimeline(ENTRIES);
    expect({ places, length, marks, shields }).toEqual({
      places: [0, 5_000, 25_000, 29_000],
      length: 29_000,
      marks: [{ place: 5_000, kind: "customer" }],
      shields: [{ from: 25_000, to: 29_000 }],
    });
  });

  it("lets an undecided capture reach to the end", () => {
    expect(createTimeline(ENTRIES.slice(0, 3)).shields).toEqual([{ from: 25_000, to: 25_000 }]);
  });
});

describe("at a place", () => {
  const timeline = createTimeline(ENTRIES);
  it.each([
    [0, 1],
    [4_999, 1],
    [5_000, 2],
    [29_000, 4],
  ])("%i ms: %i entries", (place, count) => {
    expect(receivedAt(timeline, place)).toBe(count);
  });

  it("folds what the agent had got until then", () => {
    expect(createFold("cnv_1", timeline)(3).items.map((one) => one.kind)).toEqual([
      "event",
      "message",
      "fence",
    ]);
  });

  it("is the same in whatever order places are asked for", () => {
    const entries = Array.from({ length: 1_100 }, (_, index): ConsoleEntry => {
      const message = { id: `msg_${index >> 1}`, text: String(index), cuts: [] };
      const amended: ConsoleFrame = { type: "amended", why: "retracted", messages: [message] };
      const said: ConsoleFrame = { type: "message", from: "customer", message };
      return { seq: (index >> 1) + 1, at: index, frame: index % 2 === 0 ? said : amended };
    });
    const fold = createFold("cnv_1", { entries });
    for (const count of [1_100, 0, 999, 251, 250, 249, 1, 500, 1_000, 750])
      expect(fold(count)).toEqual(
        applyEntries(emptyConversation("cnv_1"), entries.slice(0, count)),
      );
  });

  it("draws no more marks of a kind than a line has points, of each the first", () => {
    const message = { id: "msg_1", text: "a", cuts: [] };
    const entries = Array.from({ length: 20_001 }, (_, index): ConsoleEntry => ({
      seq: index + 1,
      at: index,
      frame: { type: "message", from: index % 2 === 0 ? "customer" : "agent", message },
    }));
    const { marks } = createTimeline(entries);
    expect(marks).toHaveLength(2_002);
    expect(marks.slice(0, 4).map(({ place }) => place)).toEqual([0, 1, 10, 11]);
  });
});
