import { expect, test } from "vitest";
import { createInlineDetector } from "../src/inline.ts";
import { ordinaryNumbersHeld } from "./ordinary-numbers.ts";
import { tallySplits } from "./splits.ts";

test("[14] a card number in pieces: the last one is stopped, the others are marked", () => {
  const tallies = tallySplits(() => createInlineDetector(), 7);
  for (const [key, { sequences, stopped, marked }] of tallies) {
    expect([key, stopped / sequences]).toEqual([key, 1]);
    expect([key, marked / sequences > 0.99]).toEqual([key, true]);
  }
  const all = tallies.get("all");
  expect((all?.warned ?? 0) / (all?.sequences ?? 1)).toBeGreaterThan(0.93);
});

test("ordinary numbers, one after the other, are not held", () => {
  expect(ordinaryNumbersHeld(() => createInlineDetector(), 600)).toBeLessThan(0.01);
});
