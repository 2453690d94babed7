import { expect, test } from "vitest";
import { dayOrTime } from "./day-or-time.ts";

test.each([
  ["2026-11-22", "2026-11-22"],
  ["2024-02-29", "2024-02-29"],
  ["2026-11-22T08:00:00Z", "2026-11-22T08:00:00.000Z"],
  ["2026-11-22T08:00Z", "2026-11-22T08:00:00.000Z"],
  ["2026-01-01T01:30+02:00", "2025-12-31T23:30:00.000Z"],
])("takes %s", (given, taken) => {
  expect(dayOrTime(given)).toBe(taken);
});

test.each([
  "2026-02-30",
  "2025-02-29",
  "2026-13-01",
  "2026-02-30T08:00:00Z",
  "2026-11-22T08:00:00",
  "2026-11-22T25:00:00Z",
  "2026-11-22 (x)",
  "22.11.2026",
  "now",
  "",
])("does not take %s", (given) => {
  expect(() => dayOrTime(given)).toThrow("A date such as 2026-11-22");
});
