import { DEFAULTS } from "@aside/anonymizer";
import { exportWish } from "@aside/protocol";
import { expect, test } from "vitest";
import { OPEN_CHAT } from "../screening/cut-out.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { scopeOf } from "./scope.ts";

const tenant: Tenant = {
  ...OPEN_CHAT,
  id: "demo",
  name: "Shop",
  colour: "#27425f",
  greeting: "",
  region: "default",
  origins: new Set(),
  templates: new Map(),
  replies: [],
  defaults: DEFAULTS,
  detection: { off: [], tenantPatterns: [], locale: "en" },
};
const NOW = Date.UTC(2026, 10, 22, 8);
const untilOf = (until?: string) =>
  new Date(scopeOf(tenant, exportWish.parse({ until }), NOW).until).toISOString();

test("a day means all of it, a time that time", () => {
  expect(untilOf("2026-11-21")).toBe("2026-11-21T23:59:59.999Z");
  expect(untilOf("2026-11-21T10:00:00+02:00")).toBe("2026-11-21T08:00:00.000Z");
});

test("an export ends now at the latest, so that it is the same when it is made again", () => {
  expect([undefined, "2026-11-22", "2027-01-01T00:00:00Z"].map(untilOf)).toEqual(
    Array.from({ length: 3 }, () => "2026-11-22T08:00:00.000Z"),
  );
});
