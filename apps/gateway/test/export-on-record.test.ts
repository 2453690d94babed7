import { createMemoryJournal } from "@aside/journal";
import { exportWish } from "@aside/protocol";
import { Problem } from "@aside/service";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createExports } from "../src/exports/exports.ts";
import { createMarker } from "../src/exports/marker.ts";
import { plainTenant } from "../src/tenants/tenant.fixture.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

test("[AUD1] an export that cannot be on record is not begun: nothing of it is there", async () => {
  const { database } = system.node;
  const journal = createMemoryJournal();
  const marker = createMarker();
  const log = () => undefined;
  const exports = createExports({ database, journal, marker, keys: [], log, now: Date.now });
  const jobs = () => database.withTenant("demo", (sql) => sql`select id from export_job`);
  const before = (await jobs()).length;
  const refused = new Problem(503, "audit_behind", "Not now");
  const begun = exports.begin(plainTenant, exportWish.parse({}), () => Promise.reject(refused));
  await expect(begun).rejects.toBe(refused);
  expect(await jobs()).toHaveLength(before);
  await exports.stop();
  marker.stop();
});
