import { expect, test } from "vitest";
import { conversation } from "./journal.fixture.ts";
import { replay } from "./replay.ts";

test("a replay is the frames that the agent got, by place and in order", () => {
  const entries = replay(conversation());
  expect(entries.map(({ seq, frame }) => `${seq} ${frame.type}`)).toEqual([
    "1 started",
    "1 phase",
    "2 phase",
    "3 message",
    "4 message",
    "5 capture",
    "5 phase",
    "6 phase",
    "8 capture",
    "9 capture",
    "9 phase",
    "10 capture",
    "10 customer-online",
    "10 phase",
    "11 message",
    "12 message",
  ]);
});

test("[BND1] replayed frames of a capture hold status words and the result, nothing of what was held", () => {
  const frames = replay(conversation()).filter(({ seq }) => seq >= 5 && seq <= 10);
  expect(
    frames.flatMap(({ frame }) => (frame.type === "capture" ? [frame.capture.status] : [])),
  ).toEqual(["offered", "opened", "submitted", "completed"]);
  expect(JSON.stringify(frames)).not.toContain("msg_");
});
