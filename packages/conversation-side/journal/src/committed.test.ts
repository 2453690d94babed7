import { expect, test } from "vitest";
import { createCommitted } from "./committed.ts";

const at = (conversation: string, seq: number) => ({ tenant: "t", conversation, seq });

test("an entry follows the last that its session committed in its conversation, and no other", () => {
  const committed = createCommitted();
  expect([committed.session(), committed.precedes(at("a", 2))]).toEqual(["", false]);
  committed.note("s1", [at("a", 1), at("b", 4)]);
  committed.note("s1", [at("a", 2)]);
  expect(committed.session()).toBe("s1");
  const asked = [at("a", 2), at("a", 3), at("a", 4), at("b", 5), at("c", 2)];
  expect(asked.filter((one) => committed.precedes(one))).toEqual([at("a", 3), at("b", 5)]);
  expect(committed.precedes({ ...at("a", 3), tenant: "u" })).toBe(false);
});

test("with another session all is forgotten, and over its bound", () => {
  const committed = createCommitted(2);
  committed.note("s1", [at("a", 1)]);
  committed.note("s2", [at("b", 1)]);
  expect([at("a", 2), at("b", 2)].map((one) => committed.precedes(one))).toEqual([false, true]);
  committed.note("s2", [at("c", 1), at("d", 1)]);
  expect(["b", "c", "d"].map((name) => committed.precedes(at(name, 2)))).toEqual([
    false,
    false,
    true,
  ]);
});
