import { expect, it } from "vitest";
import { canaryResults } from "./canaries.mjs";

it("says of each canary test of a run what it came to, and of which code", () => {
  const spec = (file: string, status: "expected" | "unexpected" | "skipped") => ({
    file,
    title: "[BND1] held words",
    tests: [{ status }],
  });
  const report = (...specs: ReturnType<typeof spec>[]) => ({
    stats: { startTime: "2026-11-28T10:00:00.000Z" },
    suites: [{ specs: [spec("e2e/journeys/card.spec.ts", "expected")] }, { suites: [{ specs }] }],
  });
  const file = "e2e/boundary/held-words.spec.ts";
  expect(canaryResults(report(spec(file, "expected")), "abc")).toEqual({
    revision: "abc",
    at: "2026-11-28T10:00:00.000Z",
    held: true,
    tests: [{ file, title: "[BND1] held words", outcome: "expected" }],
  });
  for (const status of ["unexpected", "skipped"] as const)
    expect(canaryResults(report(spec(file, status)), "abc")).toMatchObject({ held: false });
  expect(canaryResults(report(), "abc")).toBeUndefined();
  expect(canaryResults(undefined, "abc")).toBeUndefined();
});
