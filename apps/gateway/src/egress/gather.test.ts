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

test("of many frames in one tick the first leave at once, and all in order", async () => {
  const sent: (readonly number[])[] = [];
  const line = gatherFrames<number>((frames) => sent.push(frames));
  const frames = Array.from({ length: 70 }, (_, index) => index);
  for (const frame of frames) line.emit(frame);
  expect(sent.map(({ length }) => length)).toEqual([32, 32]);
  await tick();
  expect(sent.map(({ length }) => length)).toEqual([32, 32, 6]);
  expect(sent.flat()).toEqual(frames);
});
