import { exportWish } from "@aside/protocol";
import { expect, test } from "vitest";
import { plainTenant } from "../tenants/tenant.fixture.ts";
import { scopeOf } from "./scope.ts";

const NOW = Date.UTC(2026, 10, 22, 8);
const untilOf = (until?: string) =>
  new Date(scopeOf(plainTenant, exportWish.parse({ until }), NOW).until).toISOString();

test("a day means all of it, a time that time", () => {
  expect(untilOf("2026-11-21")).toBe("2026-11-21T23:59:59.999Z");
  expect(untilOf("2026-11-21T10:00:00+02:00")).toBe("2026-11-21T08:00:00.000Z");
});

test("an export ends now at the latest, so that it is the same when it is made again", () => {
  expect([undefined, "2026-11-22", "2027-01-01T00:00:00Z"].map(untilOf)).toEqual(
    Array.from({ length: 3 }, () => "2026-11-22T08:00:00.000Z"),
  );
});
