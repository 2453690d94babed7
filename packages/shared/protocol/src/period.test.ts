import { expect, test } from "vitest";
import { lastOf } from "./period.ts";

test("a day ends with its last millisecond, a time is itself", () => {
  expect(new Date(lastOf("2026-11-22")).toISOString()).toBe("2026-11-22T23:59:59.999Z");
  expect(new Date(lastOf("2026-11-22T08:00:00.000Z")).toISOString()).toBe(
    "2026-11-22T08:00:00.000Z",
  );
  expect(new Date(lastOf("2026-11-22T08:00:00+02:00")).toISOString()).toBe(
    "2026-11-22T06:00:00.000Z",
  );
});
