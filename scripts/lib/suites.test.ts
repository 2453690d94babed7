import { expect, it } from "vitest";
import { atLeastOneFailure, fromPlaywright, fromVitest } from "./suites.mjs";

it("counts what vitest reports, with what is to do among the skipped", () => {
  const report = { numPassedTests: 9, numFailedTests: 2, numPendingTests: 3, numTodoTests: 1 };
  expect(fromVitest(report)).toEqual({ passed: 9, failed: 2, skipped: 4 });
});

it("counts a journey that passed only when tried again as failed", () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 } };
  expect(fromPlaywright(report)).toEqual({ passed: 7, failed: 3, skipped: 3 });
});

it("counts a run that wrote no report, or failed outside of any test, as one failure", () => {
  expect(atLeastOneFailure(1, fromVitest(undefined))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(atLeastOneFailure(1, { passed: 5, failed: 0, skipped: 0 })).toEqual({
    passed: 5,
    failed: 1,
    skipped: 0,
  });
  expect(atLeastOneFailure(1, { passed: 5, failed: 4, skipped: 0 }).failed).toBe(4);
  expect(atLeastOneFailure(0, { passed: 5, failed: 0, skipped: 0 }).failed).toBe(0);
});
