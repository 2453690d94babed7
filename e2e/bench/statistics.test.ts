import { expect, test } from "vitest";
import { slope } from "./statistics.ts";

test("a slope is not moved by a step or by a few points that lie far off", () => {
  const points = Array.from({ length: 15 }, (_, x) => [x, 100 + 2 * x] as const);
  expect(slope(points)).toBe(2);
  const off = points.map(([x, y]) => [x, x % 5 === 3 ? y + 40 : y] as const);
  expect(slope(off)).toBe(2);
  expect(slope([])).toBe(0);
});
