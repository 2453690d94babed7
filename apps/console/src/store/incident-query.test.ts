import { incidentQuery } from "@aside/protocol";
import { expect, test } from "vitest";
import { incidentQueryOf, isBackwards, OPEN_ONES } from "./incident-query.ts";

test("the first look is at what is open, without rows of how things ended", () => {
  const query = incidentQueryOf(OPEN_ONES);
  expect(query).toEqual({ ends: "false", limit: 100, state: "open" });
  expect(incidentQuery.safeParse(query).success).toBe(true);
});

test("both days are whole local ones", () => {
  const { since = "", until = "" } = incidentQueryOf({
    ...OPEN_ONES,
    since: "2026-11-27",
    until: "2026-11-27",
  });
  expect([since, until]).toEqual([
    new Date(2026, 10, 27).toISOString(),
    new Date(2026, 10, 27, 23, 59, 59, 999).toISOString(),
  ]);
});

test("an end before its beginning is seen", () => {
  const days = { ...OPEN_ONES, since: "2026-11-28", until: "2026-11-27" };
  expect([isBackwards(days), isBackwards({ ...days, until: "" })]).toEqual([true, false]);
});
