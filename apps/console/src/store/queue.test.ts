import type { AgentView, QueueEntry } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { queueRows } from "./queue-rows.ts";
import { applyQueue, listed, neighbour, sections } from "./queue.ts";

const ANNA: AgentView = { id: "agt_anna", name: "Anna", role: "agent" };
const BEN: AgentView = { id: "agt_ben", name: "Ben", role: "agent" };

function entry(conversation: string, change: Partial<QueueEntry> = {}): QueueEntry {
  return {
    conversation,
    seq: 1,
    phase: "waiting",
    customer: { name: conversation, online: true },
    agent: null,
    startedAt: 1_000,
    waitingSince: null,
    last: null,
    unread: 0,
    ...change,
  };
}

const queueOf = (...entries: readonly QueueEntry[]) => applyQueue(new Map(), entries);
const names = (entries: readonly QueueEntry[]) => entries.map((one) => one.conversation);

describe("applyQueue", () => {
  it("takes what is newer and gives back the same queue where nothing is", () => {
    const queue = queueOf(entry("a", { seq: 5 }));
    expect(applyQueue(queue, [entry("a", { seq: 4 })])).toBe(queue);
    expect(applyQueue(queue, [entry("a", { seq: 6, unread: 2 })]).get("a")?.unread).toBe(2);
  });
});

describe("sections", () => {
  const queue = queueOf(
    entry("late", { startedAt: 9_000 }),
    entry("early", { startedAt: 2_000 }),
    entry("mine-answered", {
      agent: ANNA,
      phase: "open",
      last: { from: "agent", text: "x", cuts: [], at: 8_000 },
    }),
    entry("mine-waits-long", { agent: ANNA, phase: "open", waitingSince: 3_000 }),
    entry("mine-waits", { agent: ANNA, phase: "open", waitingSince: 4_000 }),
    entry("bens", { agent: BEN, phase: "capture" }),
    entry("over", { agent: ANNA, phase: "closed" }),
  );

  it("sorts by need and leaves out what is closed", () => {
    const { mine, waiting, others } = sections(queue, ANNA.id, "");
    expect(names(mine)).toEqual(["mine-waits-long", "mine-waits", "mine-answered"]);
    expect(names(waiting)).toEqual(["early", "late"]);
    expect(names(others)).toEqual(["bens"]);
  });

  it("filters by name, last line and agent, without regard to case", () => {
    expect(names(listed(sections(queue, ANNA.id, "  MINE-waits ")))).toEqual([
      "mine-waits-long",
      "mine-waits",
    ]);
    expect(names(listed(sections(queue, ANNA.id, "ben")))).toEqual(["bens"]);
  });

  it("finds what was said, not what stands for what was cut out of it", () => {
    const cut = { start: 6, end: 27, type: "CARD_NUMBER" };
    const last = { from: "customer" as const, text: "it is [card number removed], ok?", at: 1 };
    const one = queueOf(entry("cut", { last: { ...last, cuts: [cut] } }));
    expect(names(listed(sections(one, ANNA.id, "ok?")))).toEqual(["cut"]);
    expect(names(listed(sections(one, ANNA.id, "removed")))).toEqual([]);
  });

  it("walks on by one and stays at the ends", () => {
    const list = listed(sections(queue, ANNA.id, ""));
    expect(neighbour(list, null, 1)).toBe("mine-waits-long");
    expect(neighbour(list, "mine-answered", 1)).toBe("early");
    expect(neighbour(list, "bens", 1)).toBe("bens");
    expect(neighbour([], "bens", -1)).toBeNull();
  });

  it("draws no heading without entries and no entries of a folded section", () => {
    const rows = queueRows({ ...sections(queue, ANNA.id, ""), others: [] }, new Set(["mine"]));
    expect(
      rows.map((row) =>
        row.kind === "section" ? `${row.name} ${row.count}` : row.entry.conversation,
      ),
    ).toEqual(["mine 3", "waiting 2", "early", "late"]);
  });
});
