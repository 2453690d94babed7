import { expect, test } from "vitest";
import { amend } from "./amend.ts";
import type { Turn } from "./transcript.ts";

const id = `msg_${"0".repeat(26)}`;
const turn = (text: string): Turn => ({ speaker: "customer", at: 1, text, spans: [] });
const frame = (text: string, cuts: object[]) => ({
  type: "amended",
  why: "retracted",
  messages: [{ id, text, cuts }],
});
const cut = { start: 0, end: 9, type: "CARD_NUMBER" };

test("[EXP1] a part that was taken back later is a cut of the turn in which it stood", () => {
  const turns = [turn("4539 1488")];
  expect(amend(turns, new Map([[id, 0]]), frame("[removed]", [cut]))).toBe(true);
  expect(turns).toEqual([{ ...turn("[removed]"), spans: [{ ...cut, source: "cut" }] }]);
  expect(amend(turns, new Map([[id, 0]]), frame("[removed]", [cut]))).toBe(false);
});

test("a frame of another kind, or of a message that is not there, changes nothing", () => {
  const turns = [turn("hello")];
  expect(amend(turns, new Map(), frame("x", []))).toBe(false);
  expect(amend(turns, new Map([[id, 0]]), { type: "phase" })).toBe(false);
  expect(turns).toEqual([turn("hello")]);
});
