import type { ToConsole } from "@aside/protocol";
import { play, type JournaledEvent } from "@aside/session";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyConversation, type AgentLine } from "../conversation/conversation.ts";
import { createQueueBoard } from "./queue-board.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const line: AgentLine = {
  tenant: "demo",
  agent: { id: "agt_anna", name: "Anna", role: "agent" },
  emit: () => undefined,
  closed: () => false,
  cut: () => undefined,
};

/** A conversation in which somebody writes when they are told to. */
function chat(id: string) {
  const conversation = emptyConversation("demo", id, 0);
  const say = (board: ReturnType<typeof createQueueBoard>) => {
    const seq = conversation.seq + 1;
    const event: JournaledEvent =
      seq === 1
        ? { seq, at: seq, type: "started", customer: "Jo", page: null }
        : { seq, at: seq, type: "customer.message", message: { id: `${seq}`, text: "", cuts: [] } };
    for (const played of play([event], conversation.snapshot)) {
      conversation.snapshot = played.after;
      conversation.seq = seq;
      board.changed(conversation, played);
    }
  };
  return say;
}

test("a line of the queue comes half a second after what was said, once, and not together with the others", () => {
  const told: string[] = [];
  const board = createQueueBoard(
    () => [line],
    (_line, frame: ToConsole) =>
      void (frame.type === "queue" && told.push(frame.entry.conversation)),
  );
  const [one, other] = [chat("one"), chat("other")];
  for (const say of [one, other]) say(board);
  vi.advanceTimersByTime(1_000);
  told.length = 0;
  one(board);
  vi.advanceTimersByTime(200);
  one(board);
  other(board);
  vi.advanceTimersByTime(290);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(30);
  expect(told).toEqual(["one"]);
  one(board);
  vi.advanceTimersByTime(200);
  expect(told).toEqual(["one", "other"]);
  vi.advanceTimersByTime(320);
  expect(told).toEqual(["one", "other", "one"]);
  vi.advanceTimersByTime(2_000);
  expect(told).toHaveLength(3);
  board.stop();
});
