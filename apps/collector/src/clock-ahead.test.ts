import { expect, test } from "vitest";
import { createClockAhead } from "./clock-ahead.ts";

const HOUR = 3_600_000;

test("what a clock gains beyond the time that has passed is how far it is ahead, until it is put back", () => {
  let clock = 1_000_000;
  let passed = 0;
  const ahead = createClockAhead(
    () => clock,
    () => passed,
  );
  const pass = (milliseconds: number, jump = 0) => {
    passed += milliseconds;
    clock += milliseconds + jump;
    return ahead();
  };
  expect(pass(HOUR)).toBe(0);
  expect(pass(60_000, 2 * HOUR)).toBe(2 * HOUR);
  expect(pass(60_000)).toBe(2 * HOUR);
  expect(pass(60_000, -2 * HOUR)).toBe(0);
});

test("a clock that is a little fast is never ahead", () => {
  let clock = 0;
  let passed = 0;
  const ahead = createClockAhead(
    () => clock,
    () => passed,
  );
  for (let minute = 0; minute < 10_000; minute += 1) {
    passed += 60_000;
    clock += 61_000;
    expect(ahead()).toBe(0);
  }
});
