import type { AgentView, CaptureView, ConsoleEntry, ConsoleFrame } from "@aside/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEntries, applyEntry } from "./apply-entry.ts";
import { emptyConversation, runningCapture, type Conversation } from "./conversation.ts";

const ID = "cnv_00000000000000000000000001";
const ANNA: AgentView = { id: "agt_anna", name: "Anna", role: "agent" };
const BEN: AgentView = { id: "agt_ben", name: "Ben", role: "agent" };
const CAPTURE: CaptureView = {
  id: "cap_00000000000000000000000001",
  template: "card",
  title: "Card",
  requestedBy: { kind: "agent", id: ANNA.id, name: ANNA.name },
  status: "offered",
  deadline: 900_000,
  extensionsLeft: 2,
};

const started: ConsoleFrame = { type: "started", customer: "Jane", page: null };
const said = (from: "customer" | "agent", text: string): ConsoleFrame => ({
  type: "message",
  from,
  ...(from === "agent" ? { agent: ANNA } : {}),
  message: { id: `msg_${text.padEnd(26, "0").slice(0, 26)}`, text, cuts: [] },
});
const phase = (
  name: Conversation["phase"],
  agent: AgentView | null,
  step: Conversation["step"] = null,
): ConsoleFrame => ({
  type: "phase",
  phase: name,
  step,
  agent,
});
const capture = (change: Partial<CaptureView>): ConsoleFrame => ({
  type: "capture",
  capture: { ...CAPTURE, ...change },
});

/** Frames in order; those in one array are of one event. */
function entries(...events: (ConsoleFrame | ConsoleFrame[])[]): readonly ConsoleEntry[] {
  return events.flatMap((event, index) =>
    [event].flat().map((frame) => ({ seq: index + 1, at: (index + 1) * 1_000, frame })),
  );
}

function fold(...events: Parameters<typeof entries>): Conversation {
  return applyEntries(emptyConversation(ID), entries(...events));
}

const lines = (one: Conversation): readonly string[] =>
  one.items.map((item) => (item.kind === "event" ? item.event.type : item.kind));

describe("applyEntries", () => {
  it("takes every frame of one event: they share a seq", () => {
    const one = fold([started, phase("waiting", null), { type: "customer-online", online: true }]);
    expect(one).toEqual({
      ...emptyConversation(ID),
      seq: 1,
      startedAt: 1_000,
      customer: { name: "Jane", online: true },
      items: [{ kind: "event", seq: 1, at: 1_000, event: { type: "started" } }],
    });
  });

  it("leaves out what is older than what it has", () => {
    const one = fold(started, said("customer", "a"), said("customer", "b"));
    expect(applyEntry(one, { seq: 2, at: 2_000, frame: said("customer", "a") })).toBe(one);
  });

  it("says who took, transferred, put back, wrapped up, reopened and closed", () => {
    const one = fold(
      started,
      phase("open", ANNA),
      phase("open", BEN),
      phase("waiting", null),
      phase("open", BEN),
      phase("wrap-up", BEN),
      phase("open", BEN),
      phase("closed", BEN),
    );
    expect(lines(one)).toEqual([
      "started",
      "took",
      "transferred",
      "queued",
      "took",
      "wrapped-up",
      "reopened",
      "closed",
    ]);
  });

  it("says who closed it where that was not its agent", () => {
    const by = (agent: AgentView) => ({ ...phase("closed", BEN), by: agent });
    const one = fold(started, phase("open", BEN), by(ANNA));
    expect(one.items.at(-1)).toMatchObject({ event: { type: "closed-by", agent: ANNA } });
    expect(one.phase).toBe("closed");
  });

  it("draws a fence and a result, and nothing between, for a capture", () => {
    const one = fold(
      started,
      phase("open", ANNA),
      [capture({}), phase("capture", ANNA, "entering")],
      phase("capture", ANNA, "collecting"),
      capture({ status: "opened" }),
      capture({ status: "in_progress" }),
      capture({ status: "needs_more_time", extensionsLeft: 1 }),
      [capture({ status: "submitted" }), phase("capture", ANNA, "deciding")],
      [capture({ status: "completed" }), phase("open", ANNA)],
    );
    expect(lines(one)).toEqual(["started", "took", "fence", "result"]);
    expect(one.captures).toEqual([
      {
        view: { ...CAPTURE, status: "completed" },
        reached: 3,
        askedForTime: true,
        entrySeq: 3,
        entryAt: 3_000,
        exitSeq: 9,
        exitAt: 9_000,
      },
    ]);
    expect(runningCapture(one)).toBeNull();
    expect([one.phase, one.step]).toEqual(["open", null]);
  });

  it("keeps the step that was reached when the customer asks for more time", () => {
    const one = fold(
      started,
      capture({}),
      capture({ status: "in_progress" }),
      capture({ status: "needs_more_time" }),
    );
    expect(runningCapture(one)?.reached).toBe(2);
  });

  it("keeps the step when an agent takes the conversation during a capture", () => {
    const one = fold(
      started,
      [capture({}), phase("capture", null, "collecting")],
      phase("capture", ANNA),
    );
    expect([one.step, one.agent]).toEqual(["collecting", ANNA]);
  });

  it("[BND1] forgets that the customer typed once a capture is on", () => {
    const one = fold(started, phase("open", ANNA), { type: "customer-typing" }, [
      capture({}),
      phase("capture", ANNA, "entering"),
    ]);
    expect(one.typingAt).toBeNull();
  });

  it("gives one result for entries at once and one by one", () => {
    const frame = fc.constantFrom<ConsoleFrame>(
      started,
      said("customer", "c"),
      said("agent", "a"),
      { type: "customer-typing" },
      { type: "customer-read", upTo: 3 },
      phase("open", ANNA),
      phase("wrap-up", ANNA),
      phase("capture", ANNA, "collecting"),
      capture({}),
      capture({ status: "declined" }),
      { type: "note", agent: BEN, message: { id: "msg_n", text: "n", cuts: [] } },
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(frame, fc.array(frame, { minLength: 1, maxLength: 3 }))),
        (events) => {
          const all = entries(...events);
          const oneByOne = all.reduce(applyEntry, emptyConversation(ID));
          expect(applyEntries(emptyConversation(ID), all)).toEqual(oneByOne);
        },
      ),
    );
  });
});
