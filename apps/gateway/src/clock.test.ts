import { createMemoryJournal } from "@aside/journal";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startClock } from "./clock.ts";
import { emptyConversation } from "./conversation/conversation.ts";
import type { Conversations } from "./conversation/conversations.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a clock that cannot be struck is tried again once a second, and then is struck", async () => {
  const conversation = emptyConversation("demo", "cnv_1", 0);
  conversation.dueAt = Date.now();
  let tries = 0;
  const conversations: Pick<Conversations, "change" | "find" | "sweep"> = {
    async change() {
      tries += 1;
      if (tries < 3) throw new Error("the database is gone");
      conversation.dueAt = null;
      return { ok: false, code: "not_found" };
    },
    find: () => conversation,
    sweep: async () => undefined,
  };
  const told: string[] = [];
  const clock = startClock({
    journal: createMemoryJournal(),
    conversations: conversations as Conversations,
    carryOut: { actionsOf() {}, dutiesOf() {}, idle: async () => undefined },
    log: (event) => void told.push(event),
  });
  clock.watch(conversation);
  await vi.advanceTimersByTimeAsync(900);
  expect([tries, told.length]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([tries, told.length]).toEqual([3, 2]);
  await clock.stop();
});

test("what fails each second keeps nothing else from being done each second", async () => {
  const done: string[] = [];
  const conversations: Pick<Conversations, "find" | "sweep"> = {
    find: () => undefined,
    sweep: async () => undefined,
  };
  const clock = startClock({
    journal: createMemoryJournal(),
    conversations: conversations as Conversations,
    carryOut: { actionsOf() {}, dutiesOf() {}, idle: async () => undefined },
    log: (event) => void done.push(event),
  });
  clock.everySecond(async () => {
    throw new Error("one that always fails");
  });
  clock.everySecond(async () => void done.push("the next"));
  await vi.advanceTimersByTimeAsync(2_500);
  expect(done).toEqual(["sweep failed", "the next", "sweep failed", "the next"]);
  await clock.stop();
});

test("a thousand clocks that cannot be struck keep no other waiting for more than a sweep", async () => {
  const journal = createMemoryJournal();
  const due = (conversation: string, dueAt: number) => {
    const index = { phase: "open", agent: null, dueAt, summary: null };
    return journal.append({ tenant: "demo", conversation, seq: 1, at: 1, event: 1, index });
  };
  for (let number = 0; number < 1_000; number += 1) await due(`cnv_stuck_${number}`, 1);
  await due("cnv_well", 2);
  const struck: string[] = [];
  const conversations: Pick<Conversations, "change" | "find" | "sweep"> = {
    async change({ conversation }) {
      if (conversation.startsWith("cnv_stuck")) throw new Error("it cannot be read");
      struck.push(conversation);
      return { ok: false, code: "not_found" };
    },
    find: () => undefined,
    sweep: async () => undefined,
  };
  const told: string[] = [];
  const clock = startClock({
    journal,
    conversations: conversations as Conversations,
    carryOut: { actionsOf() {}, dutiesOf() {}, idle: async () => undefined },
    log: (event) => void told.push(event),
  });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(struck).toEqual(["cnv_well"]);
  expect(told).toEqual(["sweep failed"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(struck).toEqual(["cnv_well", "cnv_well"]);
  await clock.stop();
});
