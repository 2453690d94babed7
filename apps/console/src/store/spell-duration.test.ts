import { expect, it } from "vitest";
import { spellWait, urgencyOf } from "./spell-duration.ts";

it.each([
  [-5, "0:00"],
  [42_000, "0:42"],
  [725_000, "12:05"],
  [3_900_000, "1 h 05"],
  [180_000_000, "2 d"],
])("%i ms is %s", (milliseconds, text) => {
  expect(spellWait(milliseconds)).toBe(text);
});

it("is late after two minutes and very late after five", () => {
  expect([119_999, 120_000, 300_000].map(urgencyOf)).toEqual(["calm", "late", "very-late"]);
});
