import { describe, expect, it } from "vitest";
import { captureFrame } from "../../test/fake-line.ts";
import { emptyChat, type ChatState, type MessageEntry } from "./chat-state.ts";
import type { Pending } from "./outbox.ts";
import { timeline } from "./timeline.ts";

const NOON = new Date(2026, 2, 4, 12).getTime();
const DAY_MS = 86_400_000;

function message(seq: number, from: MessageEntry["from"], at = NOON): MessageEntry {
  const rest = { name: null, text: "text", cuts: [], stray: null, amended: null, changedAt: 0 };
  return { kind: "message", key: `m${seq}`, seq, at, from, ...rest };
}

function pending(state: Pending["state"]): Pending {
  return { id: "p1", text: "text", cleared: false, at: NOON, after: 0, state, code: null };
}

function lines(state: Partial<ChatState>, waiting: Pending[] = []) {
  return timeline({ ...emptyChat, ...state }, waiting).filter((item) => item.kind === "line");
}

describe("the timeline", () => {
  it("marks the first and last line of one side in a row", () => {
    const shown = lines({
      entries: [message(1, "agent"), message(2, "agent"), message(3, "customer")],
    });
    expect(shown.map(({ first, last }) => ({ first, last }))).toEqual([
      { first: true, last: false },
      { first: false, last: true },
      { first: true, last: true },
    ]);
  });

  it("tells the delivery of the newest line that got through, and of each that did not", () => {
    const shown = lines(
      { entries: [message(1, "customer"), message(2, "customer")], agentReadUpTo: 1 },
      [pending("held")],
    );
    expect(shown.map(({ delivery, tells }) => ({ delivery, tells }))).toEqual([
      { delivery: "read", tells: false },
      { delivery: "sent", tells: true },
      { delivery: "held", tells: true },
    ]);
  });

  it("puts a line before each new day, by this computer's clock", () => {
    const skew = 60_000;
    const entries = [message(1, "agent", NOON + skew), message(2, "agent", NOON + DAY_MS)];
    const shown = timeline({ ...emptyChat, skew, entries }, []);
    expect(shown.map(({ kind }) => kind)).toEqual(["day", "line", "day", "line"]);
    expect(shown[1]?.at).toBe(NOON);
  });

  it("leaves out the capture that is on, and has one line for what came of one", () => {
    const entry = { kind: "capture", key: "c", seq: 1, at: NOON, latest: 1, ready: true } as const;
    const display = null;
    const on = { ...entry, display, capture: captureFrame().capture };
    const over = { ...entry, display, capture: captureFrame({ status: "declined" }).capture };
    expect(timeline({ ...emptyChat, entries: [on] }, [])).toEqual([]);
    const kinds = timeline({ ...emptyChat, entries: [over] }, []).map(({ kind }) => kind);
    expect(kinds).toEqual(["day", "ended"]);
  });
});
