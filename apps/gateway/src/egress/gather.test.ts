import { expect, test } from "vitest";
import { gatherFrames } from "./gather.ts";

const tick = () => new Promise((resolve) => process.nextTick(resolve));

test("the frames of a tick leave together and in order, those of the next one apart", async () => {
  const sent: (readonly string[])[] = [];
  const line = gatherFrames<string>((frames) => sent.push(frames));
  line.emit("one");
  line.emit("two");
  expect(sent).toEqual([]);
  await tick();
  line.emit("three");
  await tick();
  expect(sent).toEqual([["one", "two"], ["three"]]);
});

test("an answer does not overtake the frames before it, and none is sent twice", async () => {
  const sent: string[] = [];
  const line = gatherFrames<string>((frames) => sent.push(...frames));
  line.emit("one");
  line.flush();
  sent.push("answer");
  line.emit("two");
  await tick();
  expect(sent).toEqual(["one", "answer", "two"]);
});
