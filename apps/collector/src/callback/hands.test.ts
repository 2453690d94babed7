import { expect, test } from "vitest";
import { createHands } from "./hands.ts";
import type { Letter } from "./outbox.ts";

test("[CAP2] a letter is taken only where every older one of its capture is ours, or gone", () => {
  const hands = createHands();
  expect(hands.give(letter(1, "a"), [])).toBe(true);
  expect(hands.give(letter(2, "a"), [1])).toBe(true);
  // Another collector has it.
  expect(hands.give(letter(4, "b"), [3])).toBe(false);
  expect(hands.take().map(({ id }) => id)).toEqual([1, 2]);
  expect([hands.take(), hands.waiting()]).toEqual([[], 0]);
  // On its way is still ours; so is what a transaction saw that began before it was removed.
  expect(hands.give(letter(5, "a"), [2])).toBe(true);
  hands.settled([letter(1, "a"), letter(2, "a")]);
  expect(hands.give(letter(6, "a"), [1, 2, 5])).toBe(true);
  hands.claimed([letter(7, "c")]);
  expect(hands.give(letter(8, "c"), [7])).toBe(true);
});

test("[CAP2] behind one that was refused nothing of its capture is sent from here: it waits in the outbox with it", () => {
  const hands = createHands();
  hands.give(letter(1, "a"), []);
  expect(hands.take()).toHaveLength(1);
  hands.give(letter(2, "a"), [1]);
  hands.give(letter(3, "b"), []);
  hands.late([letter(1, "a")]);
  expect(hands.take().map(({ id }) => id)).toEqual([3]);
  expect(hands.give(letter(4, "a"), [1, 2])).toBe(false);
  hands.drop();
  expect(hands.give(letter(5, "b"), [3])).toBe(false);
});

test("[CAP2] what was read from the outbox is not taken from here as well, whichever came first", () => {
  const hands = createHands();
  hands.give(letter(1, "a"), []);
  hands.claimed([letter(1, "a"), letter(2, "a")]);
  expect(hands.give(letter(2, "a"), [1])).toBe(true);
  expect([hands.take(), hands.waiting()]).toEqual([[], 0]);
  hands.settled([letter(1, "a"), letter(2, "a")]);
  expect(hands.give(letter(2, "a"), [1])).toBe(true);
  expect(hands.waiting()).toBe(0);
});

function letter(id: number, capture: string): Letter {
  return { id, tenant: "demo", capture, payload: "{}", since: 0, attempts: 1 };
}
